using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Two of the product's rings, there and back. The answering side is a processor whose handler publishes; the
/// asking side polls the way back.
/// </summary>
internal readonly struct EnginePort<TBarrier> : IRoundTripPort
    where TBarrier : struct, IBarrier
{
    private readonly SingleProducerSequencer<Payload8> _there;
    private readonly IProcessor _answering;
    private readonly EventPoller<Payload8, TBarrier, EventDispatch<Payload8, SumHandler<Payload8>>> _back;
    private readonly Tally _received;

    private EnginePort(
        SingleProducerSequencer<Payload8> there,
        IProcessor answering,
        EventPoller<Payload8, TBarrier, EventDispatch<Payload8, SumHandler<Payload8>>> back,
        Tally received)
    {
        _there = there;
        _answering = answering;
        _back = back;
        _received = received;
    }

    public static RoundTrip<EnginePort<TBarrier>> Enter<TWait>(
        string name, Trait traits, Crew crew, Publication publication, Func<RingBuffer<Payload8>,
            TBarrier> follow, TWait wait)
        where TWait : struct, IWaitStrategy
    {
        var rings = Array.ConvertAll(["there", "back"], ring =>
            new RingBuffer<Payload8>(new RingOptions(ring,
                RingSuite.CapacitySlots) { Publication = publication }));
        var handler = new AnswerHandler(new SingleProducerSequencer<Payload8>(rings[1]));
        var answering = Processors.RunEvents(rings[0], follow(rings[0]), handler, wait,
            new ProcessorOptions("answering"));
        var received = new Tally();
        var back = Processors.PollEvents(rings[1], follow(rings[1]), new SumHandler<Payload8>(received));
        rings[0].Gates.Set(answering.Sequence);
        rings[1].Gates.Set(back.Sequence);
        var port = new EnginePort<TBarrier>(new SingleProducerSequencer<Payload8>(rings[0]), answering,
            back, received);
        return new RoundTrip<EnginePort<TBarrier>>(name, Trait.Ours | traits, crew, port)
        {
            Finish = answering.Rearm,
            Owned = rings,
        };
    }

    public long Exchange(long number)
    {
        if (!_there.TryClaim(out var sequence)) ThrowFull();
        _there[sequence].Write(number);
        _there.Publish(sequence);
        while (_back.Poll(1) == 0)
        {
        }
        return _received.TakeGrowth();
    }

    public void Answer(long trips)
    {
        _answering.DrainTo(_answering.Sequence.Value + trips);
        _answering.Run();
    }

    private static void ThrowFull() =>
        throw new WrongAnswerException("A ring with one event in it says that it is full.");

    private readonly struct AnswerHandler(SingleProducerSequencer<Payload8> back) : IEventHandler<Payload8>
    {
        public void OnEvent(ref Payload8 e, long sequence, bool endOfBatch)
        {
            if (!back.TryClaim(out var answer)) ThrowFull();
            back[answer] = e;
            back.Publish(answer);
        }
    }
}
