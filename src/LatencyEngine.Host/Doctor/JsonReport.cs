using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LatencyEngine.Host.Doctor;

/// <summary>The report for programs: an object whose <c>findings</c> are keyed by probe. Pure.</summary>
public static class JsonReport
{
    /// <summary>Raised when a key changes its meaning or goes away; new keys do not raise it.</summary>
    public const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        // Not for a web page: keep '+' and '<' readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<Examination> examinations)
    {
        var findings = new JsonObject();
        foreach (var examination in examinations) findings[examination.Id] = Describe(examination.Finding);
        var report = new JsonObject
        {
            ["formatVersion"] = FormatVersion,
            ["okCount"] = Verdict.Count(examinations, FindingStatus.Ok),
            ["adviceCount"] = Verdict.Count(examinations, FindingStatus.Advice),
            ["warningCount"] = Verdict.Count(examinations, FindingStatus.Warning),
            ["unknownCount"] = Verdict.Count(examinations, FindingStatus.Unknown),
            ["verdict"] = Verdict.Of(examinations),
            ["findings"] = findings,
        };
        return report.ToJsonString(Readable);
    }

    private static JsonObject Describe(Finding finding) => new()
    {
        ["status"] = TextReport.WordOf(finding.Status),
        ["text"] = finding.Text,
        ["change"] = finding.Change,
        ["facts"] = finding.Facts.DeepClone(),
    };
}
