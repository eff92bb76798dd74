namespace LatencyEngine.PerfTests.Harness;

/// <summary>Whether a goal was reached, by which row, and how far from the bound it ended.</summary>
/// <param name="Goal">What was asked.</param>
/// <param name="Candidate">The row that was judged; <c>null</c> when nothing could be judged.</param>
/// <param name="Reference">The row it was compared with; <c>null</c> for an absolute bound.</param>
/// <param name="Reached">The ratio or figure that was reached; NaN when nothing could be judged.</param>
internal sealed record Verdict(Goal Goal, Row? Candidate, Row? Reference, double Reached)
{
    public bool IsJudged => !double.IsNaN(Reached);

    public bool IsMet => IsJudged && Goal.IsMetBy(Reached);

    /// <summary>"met", "missed by 12 %" or why nothing was judged.</summary>
    public string Text => IsJudged ? Goal.TextFor(Reached) : Goal.OnlyIn is null ? "not measured" : "other regime";
}
