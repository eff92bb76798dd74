using System.Collections.Concurrent;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Producers that share one ring: the bare ring and what the platform offers. The last part consumes.
/// </summary>
internal sealed class ManyToOne(Crew crew, int producers)
{
    public Pipeline BareRing<TPace>(string pace)
        where TPace : struct, IPace
    {
        var ring = new SharedSlotRing<Payload8, TPace>(RingSuite.CapacitySlots);
        var sum = 0L;
        return new Pipeline($"bare shared ring, {pace}", Trait.Baseline, crew, Payload8.SumOf)
        {
            Parts = [.. Producers(ring.Produce), count => sum = ring.Consume(count)],
            Answer = () => sum,
            Owned = [ring],
        };
    }

    public Pipeline ConcurrentQueue()
    {
        var queue = new ConcurrentQueue<long>();
        var sum = 0L;
        return new Pipeline("ConcurrentQueue", Trait.Platform, crew, Payload8.SumOf)
        {
            Parts = [.. Producers(Enqueue), count => sum = Dequeue(count)],
            Answer = () => sum,
        };

        void Enqueue(long firstNumber, long count)
        {
            for (var number = firstNumber; number < firstNumber + count; number++) queue.Enqueue(number);
        }

        long Dequeue(long count)
        {
            var (taken, total) = (0L, 0L);
            var pace = default(YieldingPace);
            while (taken < count)
            {
                if (!queue.TryDequeue(out var number))
                {
                    pace.AfterEmptyPoll();
                    continue;
                }
                pace.AfterBatch(1);
                total += number;
                taken++;
            }
            return total;
        }
    }

    /// <summary>Gives every producer its share of the numbers: first number and count.</summary>
    public IEnumerable<Action<long>> Producers(Action<long, long> produce)
    {
        for (var producer = 0; producer < producers; producer++)
        {
            var index = producer;
            yield return count =>
            {
                var first = count * index / producers;
                produce(first, count * (index + 1) / producers - first);
            };
        }
    }
}
