using LatencyEngine.Domain.Events;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Journal;
using LatencyEngine.PerfTests.Trading;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Streams.Publishing;
using LatencyEngine.Trading.Outputs;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>
/// What publishing costs the engine's thread: the time to put an event into the ring that the publisher's thread reads on
/// the other core, with so many listeners to its events stream. In bursts that fit into the ring.
/// </summary>
internal static class EngineThreadCost
{
    private const int RingSlots = 1 << 16;
    private const int BurstEvents = 1 << 12;

    /// <returns>Nanoseconds an event, of each burst, and bytes allocated by the engine's thread.</returns>
    public static (double[] Nanos, long AllocatedBytes) Measure(int bursts, int viewers)
    {
        using var load = new PublishingLoad(instruments: 1);
        var listeners = Enumerable.Range(0, viewers)
            .Select(i => MediaDriver.ByHand(new MediaDriverOptions { Name = $"viewer{i}" })).ToArray();
        var streams = listeners.Select(driver => driver.AddSubscription(PublishingLoad.Channel, StreamIds.Events)).ToArray();
        var handled = new Handled();
        var topology = new TopologyBuilder("publish");
        var ring = topology.Ring<EngineEvent>("output", RingSlots).From("engine");
        ring.Handler("publisher", new Handler(load.Publisher, handled)).WaitingBy(new NappingWait(0));
        using var pipeline = topology.Build();
        var writer = new OutputWriter(pipeline.ProducerOf(ring, "engine")) { EchoesInputs = true };
        pipeline.Start();
        var events = BenchLog.Events(BurstEvents);
        var nanos = new double[bursts];
        long allocated = 0;
        for (var i = 0; i < bursts; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Clock.NowNanos();
            foreach (ref var e in events.AsSpan()) writer.Echo(in e);
            nanos[i] = (double)(Clock.NowNanos() - started) / BurstEvents;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            while (Volatile.Read(ref handled.Count) < (i + 1L) * BurstEvents) Listen(listeners, streams);
        }
        if (!pipeline.Drain(TimeSpan.FromSeconds(30))) throw new WrongAnswerException("the publisher did not end");
        foreach (var driver in listeners) driver.Dispose();
        return (nanos, allocated);
    }

    private static void Listen(MediaDriver[] drivers, Subscription[] streams)
    {
        var handler = default(Ignore);
        for (var i = 0; i < drivers.Length; i++)
        {
            drivers[i].DoWork();
            streams[i].Poll(ref handler, BurstEvents);
        }
        Thread.Yield();
    }

    private sealed class Handled
    {
        public long Count;
    }

    private readonly struct Handler(EnginePublisher publisher, Handled handled) : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
        {
            publisher.OnEvent(ref e);
            if (endOfBatch) publisher.Step();
            Volatile.Write(ref handled.Count, sequence + 1);
        }
    }

    private struct Ignore : IFragmentHandler
    {
        public readonly void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
        }
    }
}
