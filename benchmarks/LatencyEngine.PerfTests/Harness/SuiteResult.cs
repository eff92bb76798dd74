namespace LatencyEngine.PerfTests.Harness;

/// <summary>All that one run of a suite found, under which conditions.</summary>
internal sealed record SuiteResult(
    string Suite,
    IReadOnlyList<KeyValuePair<string, string>> Conditions,
    IReadOnlyList<ContestResult> Contests,
    TimeSpan Elapsed)
{
    public IEnumerable<(ContestResult Contest, Verdict Verdict)> Verdicts =>
        Contests.SelectMany(contest => contest.Verdicts.Select(verdict => (contest, verdict)));
}
