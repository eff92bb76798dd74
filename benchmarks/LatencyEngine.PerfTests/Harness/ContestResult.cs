namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// The rows of a contest, taken from the samples of one regime only, and the verdicts on its goals.
/// </summary>
internal sealed record ContestResult(
    Contest Contest, HostRegime Regime, Row[] Rows, int DiscardedSamples, Verdict[] Verdicts)
{
    /// <summary>
    /// The best row of the baselines, which ratios refer to; <c>null</c> in a contest without one.
    /// </summary>
    public Row? Baseline => Best(Rows.Where(row => row.Is(Trait.Baseline)));

    private Column Main => Contest.Columns[0];

    public static ContestResult Of(Contest contest, Contender[] contenders, List<Sample>[] samples)
    {
        var regime = MajorityRegime(samples);
        var rows = contenders.Select((contender, i) => RowOf(contest, contender, samples[i], regime))
            .ToArray();
        var discarded = samples.Sum(own => own.Count(sample => !sample.IsOf(regime)));
        var result = new ContestResult(contest, regime, rows, discarded, []);
        return result with { Verdicts = contest.Goals.Select(goal => goal.Judge(result)).ToArray() };
    }

    /// <summary>The regime that holds on both sides of most samples.</summary>
    public static HostRegime MajorityRegime(IEnumerable<List<Sample>> samples) =>
        samples.SelectMany(own => own)
            .Where(sample => sample.Before == sample.After)
            .GroupBy(sample => sample.Before)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key)
            .FirstOrDefault();

    public Row? Best(IEnumerable<Row> rows)
    {
        var measured = rows.Where(row => row.Main.Exists);
        return Main.HigherIsBetter
            ? measured.MaxBy(row => row.Main.Median)
            : measured.MinBy(row => row.Main.Median);
    }

    private static Row RowOf(Contest contest, Contender contender, List<Sample> samples, HostRegime regime)
    {
        var counted = samples.Where(sample => sample.IsOf(regime)).ToArray();
        var figures = contest.Columns.Select(
            (_, column) => Spread.Of(Array.ConvertAll(counted, sample => sample.Figures[column])));
        return new Row(contender.Name, contender.Traits, counted.Length, figures.ToArray());
    }
}
