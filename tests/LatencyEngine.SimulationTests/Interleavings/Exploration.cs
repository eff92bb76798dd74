namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// What an exploration has seen: each outcome with the number of schedules that led to it, or the failure.
/// </summary>
internal sealed record Exploration(
    IReadOnlyDictionary<string, long> Outcomes, long Schedules, long Redundant, int LongestRun, RunFailure? Failure)
{
    /// <summary>
    /// Asserts that no schedule failed, that every outcome seen is acceptable, and that every acceptable
    /// outcome was seen. The forbidden ones are named for the reader: they are what a bug would show.
    /// </summary>
    public Exploration ShowsExactly(string[] acceptable, params string[] forbidden)
    {
        if (Failure is not null) Assert.Fail(Failure.ToString());
        foreach (var outcome in Outcomes.Keys)
        {
            if (forbidden.Contains(outcome)) Assert.Fail($"Forbidden outcome '{outcome}' was seen. {this}");
            if (!acceptable.Contains(outcome)) Assert.Fail($"Unexpected outcome '{outcome}' was seen. {this}");
        }
        foreach (var outcome in acceptable)
            if (!Outcomes.ContainsKey(outcome)) Assert.Fail($"Acceptable outcome '{outcome}' was never seen. {this}");
        return this;
    }

    /// <summary>Asserts that some schedule failed in the given way, and returns the report.</summary>
    public RunFailure FailsWith(FailureKind kind)
    {
        Assert.True(Failure is not null, $"No schedule failed. {this}");
        Assert.Equal(kind, Failure.Kind);
        return Failure;
    }

    public override string ToString() =>
        $"{Schedules} schedules ({Redundant} redundant, longest {LongestRun} steps): "
        + string.Join(", ", Outcomes.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key} x{o.Value}"));
}
