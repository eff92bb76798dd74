using System.Collections.Concurrent;
using System.Threading.Channels;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// One producer and one consumer on the two pinned cores: the bare rings and what the platform offers.
/// </summary>
/// <param name="crew">Two pinned members.</param>
/// <param name="batch">Events published at once.</param>
internal sealed class OneToOne<T>(Crew crew, int batch)
    where T : unmanaged, IPayload
{
    public Pipeline BareCursorRing<TPace>(string pace)
        where TPace : struct, IPace =>
        Bare($"bare cursor ring, {pace}", Trait.Baseline, new CursorRing<T, TPace>(RingSuite.CapacitySlots));

    /// <summary>No baseline, but what throughput could be had for up to 15 µs of latency.</summary>
    public Pipeline PatientCursorRing() =>
        Bare("bare cursor ring, 512 pauses", Trait.None, new CursorRing<T,
            LongBreather>(RingSuite.CapacitySlots));

    /// <summary>
    /// The payload of a slot ring leaves room for the mark, so that the slot is as large as the others'.
    /// </summary>
    public Pipeline BareSlotRing<TPayload, TPace>(string pace)
        where TPayload : unmanaged, IPayload
        where TPace : struct, IPace =>
        Bare($"bare slot ring, {pace}", Trait.Baseline, new SlotRing<TPayload,
            TPace>(RingSuite.CapacitySlots));

    public Pipeline BoundedChannel()
    {
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(RingSuite.CapacitySlots)
        {
            SingleReader = true,
            SingleWriter = true,
        });
        return Queue("Channel, bounded", channel.Writer.TryWrite, channel.Reader.TryRead);
    }

    public Pipeline ConcurrentQueue()
    {
        var queue = new ConcurrentQueue<T>();
        return Queue("ConcurrentQueue", Enqueue, queue.TryDequeue);

        bool Enqueue(T e)
        {
            queue.Enqueue(e);
            return true;
        }
    }

    private Pipeline Bare(string name, Trait traits, IBareRing ring)
    {
        var sum = 0L;
        return new Pipeline(name, traits | Trait.Spins, crew, T.SumOf)
        {
            Parts = [count => ring.Produce(count, batch), count => sum = ring.Consume(count)],
            Answer = () => sum,
            Owned = [ring],
        };
    }

    // A delegate per event costs about 1 ns, little beside these queues' own cost.
    private Pipeline Queue(string name, Func<T, bool> tryWrite, TryTake tryTake)
    {
        var sum = 0L;
        return new Pipeline(name, Trait.Platform | Trait.Spins, crew, T.SumOf)
        {
            Parts = [count => Write(tryWrite, count), count => sum = Take(tryTake, count)],
            Answer = () => sum,
        };
    }

    private static void Write(Func<T, bool> tryWrite, long count)
    {
        for (var number = 0L; number < count; number++)
        {
            var e = default(T);
            e.Write(number);
            while (!tryWrite(e)) Cpu.Pause(1);
        }
    }

    private static long Take(TryTake tryTake, long count)
    {
        var sum = 0L;
        for (var taken = 0L; taken < count;)
        {
            if (tryTake(out var e))
            {
                sum += e.Read();
                taken++;
            }
            else Cpu.Pause(1);
        }
        return sum;
    }

    private delegate bool TryTake(out T e);
}
