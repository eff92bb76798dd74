using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;
using LatencyEngine.Viewer.Following;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>What viewers wait for, and what they cost: late joins, a stall, and the publisher's time for an event.</summary>
internal static class ViewerTimes
{
    private const int Instruments = 9_000;
    private const int EventsPerStep = 64;

    /// <summary>100,000 events a second.</summary>
    private const long NanosPerStep = 640_000;

    private const long PatienceNanos = 30_000_000_000;

    /// <returns>Seconds from connecting to a complete state, of a market of 9,000 instruments that goes on.</returns>
    public static double LateJoin()
    {
        using var load = new PublishingLoad(Instruments);
        for (var i = 0; i < Instruments; i++) load.Quote();
        var started = Clock.NowNanos();
        using var viewer = EngineViewer.Connect(new ViewerOptions { Channel = PublishingLoad.Channel });
        Until(load, () => viewer.State == ViewerState.Live, viewer);
        var seconds = (Clock.NowNanos() - started) / 1e9;
        if (viewer.View.Instruments.Count != Instruments) throw new WrongAnswerException("the late joiner misses instruments");
        return seconds;
    }

    /// <summary>One viewer does not poll for some seconds while events come that no window holds.</summary>
    /// <returns>
    /// Events a second before and during the stall, gaps of the viewer that polled, and seconds from the other's waking to
    /// its being whole.
    /// </returns>
    public static (double Before, double During, long Gaps, double Recovery) Stall(int stallMillis)
    {
        using var load = new PublishingLoad(100);
        using var awake = EngineViewer.Connect(new ViewerOptions { Channel = PublishingLoad.Channel });
        using var stalled = EngineViewer.Connect(new ViewerOptions { Channel = PublishingLoad.Channel });
        Until(load, () => awake.State == ViewerState.Live && stalled.State == ViewerState.Live, awake, stalled);
        var before = Rate(load, stallMillis, awake, stalled);
        var during = Rate(load, stallMillis, awake);
        var started = Clock.NowNanos();
        var told = load.Publisher.Events.Sequence;
        Until(load, () => stalled.State == ViewerState.Live && stalled.Follower.EventsSequence >= told, awake, stalled);
        return (before, during, awake.Follower.Gaps, (Clock.NowNanos() - started) / 1e9);
    }

    /// <returns>Nanoseconds of the publisher's thread an event, half market data and half outputs, and bytes allocated.</returns>
    public static (double Nanos, long AllocatedBytes) PublisherCost(int bursts)
    {
        using var load = new PublishingLoad(100);
        using var viewer = EngineViewer.Connect(new ViewerOptions { Channel = PublishingLoad.Channel });
        Until(load, () => viewer.State == ViewerState.Live, viewer);
        var nanos = new double[bursts];
        long allocated = 0;
        for (var burst = 0; burst < bursts; burst++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Clock.NowNanos();
            for (var i = 0; i < EventsPerStep / 2; i++)
            {
                load.Quote();
                load.Output((ulong)i);
            }
            load.Publisher.Step();
            nanos[burst] = (double)(Clock.NowNanos() - started) / EventsPerStep;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            while (viewer.Poll() > 0) Thread.Yield();
        }
        return (Statistics.Median(nanos), allocated);
    }

    // Even, and more than any window holds within a second.
    private static double Rate(PublishingLoad load, int millis, params EngineViewer[] polling)
    {
        var started = Clock.NowNanos();
        var dueNanos = started;
        long events = 0;
        while (Clock.NowNanos() - started < millis * 1_000_000L)
        {
            PacedStep(load, ref dueNanos, polling);
            events += EventsPerStep;
        }
        return events * 1e9 / (Clock.NowNanos() - started);
    }

    private static void Until(PublishingLoad load, Func<bool> isThere, params EngineViewer[] polling)
    {
        var started = Clock.NowNanos();
        var dueNanos = started;
        while (!isThere())
        {
            if (Clock.NowNanos() - started > PatienceNanos) throw new WrongAnswerException("a viewer was not whole within 30 s");
            PacedStep(load, ref dueNanos, polling);
        }
    }

    private static void PacedStep(PublishingLoad load, ref long dueNanos, EngineViewer[] polling)
    {
        Step(load, polling);
        dueNanos += NanosPerStep;
        while (Clock.NowNanos() < dueNanos)
        {
            Poll(polling);
            Thread.Yield();
        }
    }

    private static void Step(PublishingLoad load, EngineViewer[] polling)
    {
        for (var i = 0; i < EventsPerStep; i++) load.Output((ulong)i);
        load.Publisher.Step();
        Poll(polling);
    }

    private static void Poll(EngineViewer[] viewers)
    {
        foreach (var viewer in viewers) viewer.Poll();
    }
}
