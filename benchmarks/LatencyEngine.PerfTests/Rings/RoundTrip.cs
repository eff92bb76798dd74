using System.Diagnostics;
using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Sends one event at a time to another core and waits for its answer. Half of the trips are timed one by
/// one, for the percentiles; the other half together, for a mean free of the clock's own cost.
/// </summary>
internal sealed class RoundTrip<TPort>(string name, Trait traits, Crew crew, TPort port)
    : Contender(name, traits)
    where TPort : IRoundTripPort
{
    private const double NanosPerSecond = 1e9;
    private const int MaxTimedTrips = 1 << 20;

    private static readonly double NanosPerTick = NanosPerSecond / Stopwatch.Frequency;

    private readonly long[] _ticks = new long[MaxTimedTrips];

    public static Column[] Columns { get; } =
    [
        new("p50", "ns", HigherIsBetter: false, Decimals: 0),
        new("p99", "ns", HigherIsBetter: false, Decimals: 0),
        new("p99.9", "ns", HigherIsBetter: false, Decimals: 0),
        new("max", "ns", HigherIsBetter: false, Decimals: 0),
        new("mean, untimed", "ns", HigherIsBetter: false, Decimals: 0),
    ];

    /// <summary>Runs on the main thread before each run.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>Runs on the main thread after each run.</summary>
    public Action Finish { get; init; } = () => { };

    public override Measurement Run(long operations)
    {
        var timed = (int)Math.Min(operations / 2 + 1, MaxTimedTrips);
        var together = timed;
        var (timedSum, togetherSum, togetherNanos) = (0L, 0L, 0.0);
        Prepare();
        var elapsed = crew.Run(
            () =>
            {
                timedSum = TimeEach(timed);
                var started = Stopwatch.GetTimestamp();
                togetherSum = RunTogether(together);
                togetherNanos = Stopwatch.GetElapsedTime(started).TotalSeconds * NanosPerSecond / together;
            },
            () => port.Answer(timed + together));
        Finish();
        WrongAnswerException.ThrowUnlessEqual(Name, SumBelow(timed) + SumBelow(together), timedSum
            + togetherSum);
        return new Measurement(elapsed, Figures(_ticks.AsSpan(0, timed), togetherNanos));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long TimeEach(int trips)
    {
        var sum = 0L;
        for (var i = 0; i < trips; i++)
        {
            var started = Stopwatch.GetTimestamp();
            sum += port.Exchange(i);
            _ticks[i] = Stopwatch.GetTimestamp() - started;
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long RunTogether(int trips)
    {
        var sum = 0L;
        for (var i = 0; i < trips; i++) sum += port.Exchange(i);
        return sum;
    }

    private static long SumBelow(long count) => count * (count - 1) / 2;

    private static double[] Figures(Span<long> ticks, double meanNanos)
    {
        ticks.Sort();
        return
        [
            NanosPerTick * Statistics.Percentile(ticks, 0.50),
            NanosPerTick * Statistics.Percentile(ticks, 0.99),
            NanosPerTick * Statistics.Percentile(ticks, 0.999),
            NanosPerTick * ticks[^1],
            meanNanos,
        ];
    }
}
