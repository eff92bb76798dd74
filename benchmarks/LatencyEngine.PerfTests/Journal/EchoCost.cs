using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Trading.Outputs;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>
/// What the journal costs the engine's thread: the time to put an input into the ring that the journal's thread reads
/// on the other core. Measured in bursts that fit into the ring, so that waiting for room is not in it.
/// </summary>
internal static class EchoCost
{
    private const int RingSlots = 1 << 16;
    private const int BurstEvents = 1 << 12;

    /// <returns>Nanoseconds an event, of each burst.</returns>
    public static double[] Measure(int bursts, int[] cores)
    {
        using var folder = new BenchFolder();
        using var log = BenchLog.Open(folder.Path, Durability.ProcessCrash);
        var topology = new TopologyBuilder("echo");
        var ring = topology.Ring<EngineEvent>("output", RingSlots).From("engine");
        ring.BatchHandler("journal", new Handler(log)).WaitingBy(new AdaptiveWait()).OnCore(cores[1]);
        using var pipeline = topology.Build();
        var writer = new OutputWriter(pipeline.ProducerOf(ring, "engine")) { EchoesInputs = true };
        pipeline.Start();
        var costs = new double[bursts];
        var events = BenchLog.Events(BurstEvents);
        for (var i = 0; i < bursts; i++) costs[i] = Burst(writer, events, log);
        if (!pipeline.Drain(TimeSpan.FromSeconds(30))) throw new WrongAnswerException("the journal did not end");
        return costs;
    }

    private static double Burst(OutputWriter writer, EngineEvent[] events, LogWriter log)
    {
        var expected = log.LastSequence + events.Length;
        var started = Clock.NowNanos();
        foreach (ref var e in events.AsSpan()) writer.Echo(in e);
        var nanos = Clock.NowNanos() - started;
        var wait = new SpinWait();
        while (log.DurableSequence < expected) wait.SpinOnce();
        return (double)nanos / events.Length;
    }

    private readonly struct Handler(LogWriter log) : IBatchHandler<EngineEvent>
    {
        public void OnBatch(Span<EngineEvent> events, long firstSequence, bool endOfBatch)
        {
            log.Append(events);
            if (endOfBatch) log.Commit();
        }
    }
}
