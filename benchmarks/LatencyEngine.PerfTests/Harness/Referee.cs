using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// Runs a contest on the main thread: warms the rivals up, then samples them in turn, A B C A B C, until each
/// has enough samples of the host's majority regime.
/// </summary>
internal sealed class Referee(RegimeProbe probe, Watchdog watchdog, Effort effort)
{
    private const long FirstOperations = 2_000;
    private const int PauseForJitMillis = 200;
    private const int MaxWarmUpPhases = 9;
    // A rival that still gained more than this is still being compiled.
    private const double SteadyGrowth = 1.3;
    private const int OperationsGrowth = 4;
    private const long MaxOperations = 1L << 32;

    public ContestResult Run(Contest contest)
    {
        var contenders = contest.Enter();
        try
        {
            var operations = contest.IsWarmedUp ? WarmUp(contest, contenders) : Fixed(contest, contenders);
            var samples = Array.ConvertAll(contenders, _ => new List<Sample>());
            var wanted = Math.Min(contest.SamplesWanted ?? effort.Samples, effort.Samples);
            var mostRounds = wanted * effort.RoundsPerSample;
            for (var round = 0; round < mostRounds && !IsEnough(samples, wanted); round++)
                RunRound(contest, contenders, operations, samples);
            return ContestResult.Of(contest, contenders, samples);
        }
        finally
        {
            watchdog.Watch(null);
            foreach (var contender in contenders) contender.Dispose();
        }
    }

    private void RunRound(Contest contest, Contender[] contenders, long[] operations, List<Sample>[] samples)
    {
        var before = Regime(contest);
        for (var i = 0; i < contenders.Length; i++)
        {
            var figures = Measure(contest, contenders[i], operations[i]).Figures;
            var after = Regime(contest);
            samples[i].Add(new Sample(figures, before, after));
            before = after;
        }
    }

    // The pauses are the JIT's: it compiles again, with what it has learned, once no new code has run for
    // 100 ms.
    private long[] WarmUp(Contest contest, Contender[] contenders)
    {
        var operations = RunPhase(contest, contenders);
        for (var phase = 1; phase < MaxWarmUpPhases; phase++)
        {
            // The JIT's thread may have been born on a benchmark core and would stay there.
            HelperThreads.Release();
            Thread.Sleep(PauseForJitMillis);
            var before = operations;
            operations = RunPhase(contest, contenders);
            if (phase + 1 >= effort.WarmUpPhases && IsSteady(before, operations)) break;
        }
        return operations;
    }

    private long[] RunPhase(Contest contest, Contender[] contenders) =>
        Array.ConvertAll(contenders, contender =>
        {
            for (var i = 0; i < effort.WarmUpRuns; i++)
                Measure(contest, contender, contest.FixedOperations ?? FirstOperations);
            return contest.FixedOperations ?? CalibratedOperations(contest, contender);
        });

    private static bool IsSteady(long[] before, long[] now) =>
        before.Zip(now).All(pair => pair.Second < pair.First * SteadyGrowth);

    private static long[] Fixed(Contest contest, Contender[] contenders) =>
        Array.ConvertAll(contenders, _ => contest.FixedOperations!.Value);

    private long CalibratedOperations(Contest contest, Contender contender)
    {
        var target = contest.SampleTime * effort.SampleTimeScale;
        for (var operations = FirstOperations; operations < MaxOperations; operations *= OperationsGrowth)
        {
            var elapsed = Measure(contest, contender, operations).Elapsed;
            if (elapsed >= target / OperationsGrowth)
                return Math.Max(1, (long)(operations * (target / elapsed)));
        }
        return MaxOperations;
    }

    private Measurement Measure(Contest contest, Contender contender, long operations)
    {
        watchdog.Watch($"{contest.Title} / {contender.Name}");
        var measurement = contender.Run(operations);
        watchdog.Watch(null);
        if (measurement.Figures.Length != contest.Columns.Length)
            throw new InvalidOperationException(
                $"{contender.Name} gave {measurement.Figures.Length} figures.");
        return measurement;
    }

    private HostRegime Regime(Contest contest)
    {
        if (!contest.IsThreaded) return HostRegime.None;
        watchdog.Watch($"{contest.Title} / round-trip probe");
        return RegimeProbe.RegimeOf(probe.RoundTripNanos());
    }

    private static bool IsEnough(List<Sample>[] samples, int wanted)
    {
        if (samples[0].Count < wanted) return false;
        var majority = ContestResult.MajorityRegime(samples);
        return samples.All(own => own.Count(sample => sample.IsOf(majority)) >= wanted);
    }
}
