using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// Measures a round trip between two pinned threads, and so tells in which regime the host is: virtual cores
/// move between host cores, and figures of threads are comparable only within one regime. Called from a cold
/// thread, which waits; owns no state.
/// </summary>
[ColdPath("a diagnostic, run before the first event or on demand")]
public static class RoundTripProbe
{
    /// <summary>Enough for 65 536 exchanges at 550 ns, with room for the scheduler to come between.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMilliseconds(150);

    private const int SampleCount = 2_048;

    // The first samples find cold caches, a core that is still waking up, and a partner that is still
    // starting.
    private const int WarmUpSamples = 256;

    // Fewer say nothing about a 99th percentile.
    private const int SampleCountMin = 200;

    // How much longer than its spinning a thread may take to start and end on a busy host.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Measures between the first two cores of the process.</summary>
    public static RoundTrip Measure()
    {
        var cores = CurrentThread.ProcessCores?.ToArray();
        if (cores is null) return MeasureUnpinned();
        return cores.Length < 2
            ? RoundTrip.NotMeasured($"the process has one core only ({cores[0]}), and a round trip needs two")
            : Measure(cores[0], cores[1], DefaultLimit);
    }

    /// <summary>Measures between two cores of the process.</summary>
    /// <param name="firstCore">The core of the thread that asks and takes the time.</param>
    /// <param name="secondCore">The core of the thread that answers.</param>
    /// <param name="limit">The longest that the exchange may take; at most half a minute.</param>
    public static RoundTrip Measure(int firstCore, int secondCore, TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(secondCore, firstCore);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, TwoFlagExchange.MaxLimit / 2);
        return Run(ThreadPlacement.OnCore(firstCore), ThreadPlacement.OnCore(secondCore), limit);
    }

    private static RoundTrip MeasureUnpinned()
    {
        if (Environment.ProcessorCount < 2)
            return RoundTrip.NotMeasured("the process has one core only, and a round trip needs two");
        var result = Run(ThreadPlacement.Anywhere, ThreadPlacement.Anywhere, DefaultLimit);
        return result.IsMeasured
            ? result with { Remark = "this system does not pin threads: the cores are not known" }
            : RoundTrip.NotMeasured("the threads did not run at the same time");
    }

    private static RoundTrip Run(ThreadPlacement first, ThreadPlacement second, TimeSpan limit)
    {
        var exchange = new TwoFlagExchange();
        var samples = new long[SampleCount];
        var filled = 0;

        // The answering side gets longer: it starts first, and must not leave before the asking side.
        var answering = RoleThread.Start(
            "probe-answer", second, () => exchange.Answer(SampleCount, 2 * limit));
        var asking = RoleThread.Start("probe-ask", first, () => filled = exchange.Ask(samples, limit));
        var ended = asking.Join(limit + Grace) && answering.Join((2 * limit) + Grace);

        if (asking.Outcome.Core.IsDenied) return RoundTrip.NotMeasured(asking.Outcome.ToString());
        if (answering.Outcome.Core.IsDenied) return RoundTrip.NotMeasured(answering.Outcome.ToString());
        return ended
            ? Summarize(first.Core ?? 0, second.Core ?? 0, samples.AsSpan(0, filled))
            : RoundTrip.NotMeasured("the threads did not end in time");
    }

    private static RoundTrip Summarize(int firstCore, int secondCore, Span<long> samples)
    {
        if (samples.Length < WarmUpSamples + SampleCountMin)
            return RoundTrip.NotMeasured("the two threads hardly ran at the same time: the host is too busy");
        samples = samples[WarmUpSamples..];
        samples.Sort();
        var (median, p99) = (samples[samples.Length / 2], samples[samples.Length * 99 / 100]);
        return new RoundTrip(firstCore, secondCore, median, p99, samples.Length, "");
    }
}
