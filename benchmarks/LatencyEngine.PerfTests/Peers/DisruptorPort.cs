using Disruptor;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Rings;

namespace LatencyEngine.PerfTests.Peers;

/// <summary>
/// Two rings of Disruptor-net, there and back; the asking side waits on the barrier of the way back.
/// </summary>
internal readonly struct DisruptorPort : IRoundTripPort
{
    private readonly ValueRingBuffer<Payload8> _there;
    private readonly ValueRingBuffer<Payload8> _back;
    private readonly PeerStage<Payload8> _answering;
    private readonly SequenceBarrier _barrier;
    private readonly Sequence _received = new();

    public DisruptorPort(ValueRingBuffer<Payload8> there, ValueRingBuffer<Payload8> back,
        PeerStage<Payload8> answering)
    {
        _there = there;
        _back = back;
        _answering = answering;
        _barrier = back.NewBarrier(SequenceWaiterOwner.Unknown);
        back.AddGatingSequences(_received);
    }

    public long Exchange(long number)
    {
        var sequence = _there.Next();
        _there[sequence].Number = number;
        _there.Publish(sequence);
        _barrier.WaitFor(sequence);
        var answer = _back[sequence].Number;
        _received.SetValue(sequence);
        return answer;
    }

    public void Answer(long trips)
    {
        var last = _answering.Sequence.Value + trips;
        var (received, answering) = (_received, _answering);
        // Nobody else can stop the processor: its own thread runs it, and the asking thread is being timed.
        using var stopper = new Timer(_ => { if (received.Value >= last) answering.Halt(); }, null, 1, 1);
        _answering.Run();
    }
}
