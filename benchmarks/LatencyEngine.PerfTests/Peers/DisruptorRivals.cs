using System.Runtime.CompilerServices;
using Disruptor;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Rings;

namespace LatencyEngine.PerfTests.Peers;

/// <summary>The contenders built on Disruptor-net's rings of value events.</summary>
internal static class DisruptorRivals
{
    private static readonly (string Name, Func<IWaitStrategy> Create)[] Waits =
    [
        ("yielding", () => new YieldingWaitStrategy()),
        ("busy", () => new BusySpinWaitStrategy()),
        ("blocking", () => new BlockingWaitStrategy()),
    ];

    public static IEnumerable<Contender> OneToOne<T>(Crew crew, int batch)
        where T : unmanaged, IPayload
    {
        foreach (var (name, create) in Waits)
        {
            var ring = Ring<T>(create());
            var handler = new PeerSumHandler<T>();
            var stage = new PeerStage<T>(ring, handler);
            ring.AddGatingSequences(stage.Sequence);
            yield return Staged(name, crew, T.SumOf, count => Publish(ring, count, batch), handler.Take,
                ring, stage);
        }
    }

    public static IEnumerable<Contender> Stages(Crew crew, bool isDiamond)
    {
        foreach (var (name, create) in Waits)
        {
            var ring = Ring<StageEvent>(create());
            var handler = new PeerLastHandler();
            var first = new PeerStage<StageEvent>(ring, new PeerFirstHandler());
            var second = isDiamond
                ? new PeerStage<StageEvent>(ring, new PeerDiamondSecondHandler())
                : new PeerStage<StageEvent>(ring, new PeerChainSecondHandler(), first);
            var last = isDiamond
                ? new PeerStage<StageEvent>(ring, handler, first, second)
                : new PeerStage<StageEvent>(ring, handler, second);
            ring.AddGatingSequences(last.Sequence);
            Func<long, long> expected = isDiamond ? StageWork.DiamondSum : StageWork.ChainSum;
            yield return Staged(name, crew, expected, count => Publish(ring, count), handler.Take, ring,
                first, second, last);
        }
    }

    public static Contender RoundTrip(Crew crew)
    {
        var there = Ring<Payload8>(new BusySpinWaitStrategy());
        var back = Ring<Payload8>(new BusySpinWaitStrategy());
        var answering = new PeerStage<Payload8>(there, new PeerAnswerHandler(back));
        there.AddGatingSequences(answering.Sequence);
        return new RoundTrip<DisruptorPort>(
            "Disruptor-net, busy", Trait.Peer, crew, new DisruptorPort(there, back, answering))
        {
            Prepare = answering.Start,
        };
    }

    private static ValueRingBuffer<T> Ring<T>(IWaitStrategy wait)
        where T : struct =>
        ValueRingBuffer<T>.CreateSingleProducer(() => default, RingSuite.CapacitySlots, wait);

    /// <summary>
    /// The producer waits for the last stage and then stops all: these processors cannot be told where to
    /// end.
    /// </summary>
    private static Pipeline Staged<T>(
        string wait, Crew crew, Func<long, long> expected, Action<long> publish, Func<long> answer,
        ValueRingBuffer<T> ring, params PeerStage<T>[] stages)
        where T : struct =>
        new($"Disruptor-net, {wait}", Trait.Peer, crew, expected)
        {
            Prepare = _ => Array.ForEach(stages, stage => stage.Start()),
            Parts =
            [
                count =>
                {
                    publish(count);
                    var pace = default(YieldingPace);
                    while (stages[^1].Sequence.Value < ring.Cursor) pace.AfterEmptyPoll();
                    Array.ForEach(stages, stage => stage.Halt());
                },
                .. stages.Select<PeerStage<T>, Action<long>>(stage => _ => stage.Run()),
            ],
            Answer = answer,
        };

    private static void Publish<T>(ValueRingBuffer<T> ring, long count, int batch)
        where T : unmanaged, IPayload
    {
        if (batch == 1) PublishSingly(ring, count);
        else PublishBatches(ring, count, batch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PublishSingly<T>(ValueRingBuffer<T> ring, long count)
        where T : unmanaged, IPayload
    {
        for (var number = 0L; number < count; number++)
        {
            var sequence = ring.Next();
            ring[sequence].Write(number);
            ring.Publish(sequence);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PublishBatches<T>(ValueRingBuffer<T> ring, long count, int batch)
        where T : unmanaged, IPayload
    {
        for (var number = 0L; number < count;)
        {
            var size = (int)Math.Min(batch, count - number);
            var last = ring.Next(size);
            for (var sequence = last - size + 1; sequence <= last; sequence++) ring[sequence].Write(number++);
            ring.Publish(last - size + 1, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Publish(ValueRingBuffer<StageEvent> ring, long count)
    {
        for (var number = 0L; number < count; number++)
        {
            var sequence = ring.Next();
            ring[sequence].Number = number;
            ring.Publish(sequence);
        }
    }
}
