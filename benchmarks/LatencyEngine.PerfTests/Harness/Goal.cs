using System.Globalization;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// A bound on the best candidate of a contest: relative to the best row of a reference, or absolute where the
/// reference is <see cref="Trait.None"/>.
/// </summary>
/// <param name="Title">The goal in words.</param>
/// <param name="Candidates">Rows that may reach it; they must have all of these traits.</param>
/// <param name="Reference">Rows to compare with; the best of them counts.</param>
/// <param name="Bound">The ratio or figure to reach.</param>
/// <param name="IsAtLeast">Whether more is better; otherwise the bound is an upper one.</param>
internal sealed record Goal(string Title, Trait Candidates, Trait Reference, double Bound, bool IsAtLeast)
{
    private const double Percent = 100;

    /// <summary>The column that is judged.</summary>
    public int Figure { get; init; }

    /// <summary>The only regime in which the bound means anything; <c>null</c> for any.</summary>
    public HostRegime? OnlyIn { get; init; }

    /// <summary>Whether the least sample over the greatest is judged instead of the median.</summary>
    public bool JudgesSteadiness { get; init; }

    /// <summary>Whether the worst candidate is judged instead of the best.</summary>
    public bool AllMustReach { get; init; }

    /// <summary>Whether the bound is a ratio to a reference.</summary>
    public bool IsRelative => Reference != Trait.None;

    public static Goal AtLeast(string title, double ratio, Trait of, Trait candidates = Trait.Ours) =>
        new(title, candidates, of, ratio, IsAtLeast: true);

    public static Goal AtMost(string title, double ratio, Trait of, Trait candidates = Trait.Ours) =>
        new(title, candidates, of, ratio, IsAtLeast: false);

    public Verdict Judge(ContestResult result)
    {
        var candidate = First(result.Rows.Where(AppliesTo), IsAtLeast != AllMustReach);
        var reference = First(result.Rows.Where(row => IsRelative && row.Is(Reference)), IsAtLeast);
        var isElsewhere = OnlyIn is { } regime && result.Regime != regime;
        var reached = candidate is null || isElsewhere ? double.NaN : Reached(candidate, reference);
        return new Verdict(this, candidate, reference, reached);
    }

    public bool AppliesTo(Row row) => row.Is(Candidates);

    /// <summary>
    /// What a row reaches in the terms of the bound; NaN when there is nothing to compare with.
    /// </summary>
    public double Reached(Row row, Row? reference)
    {
        if (!IsRelative) return ValueOf(row);
        return reference is null ? double.NaN : ValueOf(row) / ValueOf(reference);
    }

    public bool IsMetBy(double reached) => IsAtLeast ? reached >= Bound : reached <= Bound;

    public string TextFor(double reached)
    {
        if (double.IsNaN(reached)) return "";
        if (IsMetBy(reached)) return "met";
        var distance = Math.Abs(reached - Bound) / Bound * Percent;
        return string.Create(CultureInfo.InvariantCulture, $"missed by {distance:F0} %");
    }

    private Row? First(IEnumerable<Row> rows, bool highest)
    {
        var measured = rows.Where(row => row.Figures[Figure].Exists);
        return highest
            ? measured.MaxBy(ValueOf)
            : measured.MinBy(ValueOf);
    }

    private double ValueOf(Row row)
    {
        var spread = row.Figures[Figure];
        return JudgesSteadiness ? spread.Min / spread.Max : spread.Median;
    }
}
