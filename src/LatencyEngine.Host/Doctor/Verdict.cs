namespace LatencyEngine.Host.Doctor;

/// <summary>The report in two sentences: what this host is good for, and what to do first. Pure.</summary>
public static class Verdict
{
    public static string Of(IReadOnlyList<Examination> examinations)
    {
        var warnings = Count(examinations, FindingStatus.Warning);
        var advice = Count(examinations, FindingStatus.Advice);
        var counts = $"{Plural(warnings, "warning")}, {Plural(advice, "piece")} of advice.";
        return $"{counts} {Purpose(warnings, advice)}{FirstStep(examinations)}";
    }

    public static int Count(IEnumerable<Examination> examinations, FindingStatus status) =>
        examinations.Count(e => e.Finding.Status == status);

    private static string Purpose(int warnings, int advice)
    {
        if (warnings > 0)
            return "Fit for development, replay and correctness; latency figures from here mean little"
                + " until the warnings are gone.";
        return advice > 0
            ? "Fit for paper trading and benchmarks; follow the advice before live trading."
            : "Fit for live trading and for latency figures.";
    }

    private static string FirstStep(IReadOnlyList<Examination> examinations)
    {
        var first = Worst(examinations, FindingStatus.Warning) ?? Worst(examinations, FindingStatus.Advice);
        return first is null ? "" : $" Begin with: {first.Subject}.";
    }

    // A finding that names a change comes before one that can only be known about.
    private static Examination? Worst(IEnumerable<Examination> examinations, FindingStatus status) =>
        examinations.Where(e => e.Finding.Status == status).OrderBy(e => e.Finding.Change is null)
            .FirstOrDefault();

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
