using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// One input, measured: the core and the textbook book in turn, each repetition in a fresh one. Every repetition is checked, and
/// nothing is told of an input where one was wrong.
/// </summary>
/// <param name="crew">Its first member is the matching thread.</param>
internal sealed class MatchingContest(Crew crew, MatchingInput input, int repeats, int textbookRepeats)
{
    /// <summary>Until the code is compiled for good.</summary>
    private const int WarmUpOperations = 3_000_000;

    private const int LatencyPasses = 3;

    /// <exception cref="WrongAnswerException">A repetition came to something else than it must.</exception>
    public MatchingResult Measure()
    {
        var (core, textbook) = (new List<MatchingSample>(), new List<MatchingSample>());
        var hashed = TimeCore(core, isHashed: true);
        TimeTextbook(textbook, isHashed: true);
        for (var i = 0; i < WarmUpOperations; i += input.Operations.Length) TimeCore(core, isHashed: false);
        core.Clear();
        textbook.Clear();
        for (var i = 0; i < repeats; i++)
        {
            var run = TimeCore(core, isHashed: false);
            if (run.Digest != hashed.Digest) throw new WrongAnswerException($"{input.Name}: repetition {i + 1} told other events.");
            if (i < textbookRepeats) TimeTextbook(textbook, isHashed: false);
        }

        return new MatchingResult
        {
            Input = input,
            Core = Spread.Of([.. core.Select(sample => sample.MillionPerSecond)]),
            Textbook = Spread.Of([.. textbook.Select(sample => sample.MillionPerSecond)]),
            AllocatedBytes = core.Max(sample => sample.AllocatedBytes),
            TradeHash = hashed.TradeHash!.Value,
            Latencies = [.. Enumerable.Range(0, LatencyPasses).Select(_ => TimeEach(hashed.Digest))],
        };
    }

    private MatchingRun TimeCore(List<MatchingSample> samples, bool isHashed)
    {
        Collect();
        MatchingRun? run = null;
        crew.Run(() =>
        {
            run = new MatchingRun(input, isHashed);
            samples.Add(run.Time());
        });
        run!.Check();
        run.Dispose();
        return run;
    }

    private void TimeTextbook(List<MatchingSample> samples, bool isHashed)
    {
        Collect();
        crew.Run(() =>
        {
            var run = new TextbookRun(input, isHashed);
            samples.Add(run.Time());
            run.Check();
        });
    }

    private long[] TimeEach(ulong digest)
    {
        Collect();
        var nanos = new long[input.Operations.Length];
        Array.Fill(nanos, -1); // Fresh pages would fault in every five-hundredth operation.
        MatchingRun? run = null;
        crew.Run(() =>
        {
            run = new MatchingRun(input, isHashed: false);
            run.TimeEach(nanos);
        });
        run!.Check();
        run.Dispose();
        if (run.Digest != digest) throw new WrongAnswerException($"{input.Name}: the pass with the clock told other events.");
        Array.Sort(nanos);
        return nanos;
    }

    // What others left behind is not collected while the time runs.
    private static void Collect() => GC.Collect();
}

/// <summary>What an input came to. All of it was checked.</summary>
internal sealed record MatchingResult
{
    public required MatchingInput Input { get; init; }

    /// <summary>Million operations per second of processor time.</summary>
    public required Spread Core { get; init; }

    public required Spread Textbook { get; init; }

    /// <summary>The most that any repetition allocated, all its operations together.</summary>
    public required long AllocatedBytes { get; init; }

    public required ulong TradeHash { get; init; }

    /// <summary>Nanoseconds of each operation, sorted, of each pass.</summary>
    public required IReadOnlyList<long[]> Latencies { get; init; }

    public double Ratio => Core.Median / Textbook.Median;

    /// <summary>The median of the passes.</summary>
    public double Percentile(double fraction) =>
        Statistics.Median([.. Latencies.Select(pass => (double)Statistics.Percentile(pass, fraction))]);
}
