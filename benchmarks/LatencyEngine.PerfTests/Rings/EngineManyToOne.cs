using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// The product's ring with producers that share it and one handler, all waiting by the same strategy.
/// </summary>
internal static class EngineManyToOne<TWait>
    where TWait : struct, IWaitStrategy
{
    public static Pipeline Enter(string name, Trait traits, Crew crew, ManyToOne shares, TWait wait)
    {
        var options = new RingOptions("bench", RingSuite.CapacitySlots) { Publication = Publication.Slot };
        var ring = new RingBuffer<Payload8>(options);
        var producers = new MultiProducerSequencer<Payload8>(ring);
        var tally = new Tally();
        var consumer = Processors.RunEvents(
            ring, SlotBarrier.Of(ring), new SumHandler<Payload8>(tally), wait,
                new ProcessorOptions("consumer"));
        ring.Gates.Set(consumer.Sequence);
        return new Pipeline(name, Trait.Ours | traits, crew, Payload8.SumOf)
        {
            Prepare = count => consumer.DrainTo(producers.LastClaimed + count),
            Parts = [.. shares.Producers((first, count) => Produce(producers, first, count, wait)),
                _ => consumer.Run()],
            Finish = consumer.Rearm,
            Answer = tally.TakeGrowth,
            Owned = [ring],
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Produce(MultiProducerSequencer<Payload8> producers, long firstNumber, long count,
        TWait wait)
    {
        for (var number = firstNumber; number < firstNumber + count; number++)
        {
            if (!producers.TryClaim(out var sequence)) sequence = producers.Claim(1, ref wait);
            producers[sequence].Write(number);
            producers.Publish(sequence);
        }
    }
}
