using System.Xml.Linq;

namespace LatencyEngine.Host.Development;

/// <summary>What one suite, or several added up, came to. Immutable.</summary>
public sealed record SuiteResult(
    int Passed, int Failed, int Skipped, IReadOnlyList<string> FailedTests, IReadOnlyList<string> SkippedTests)
{
    private const int MessageLinesMax = 8;

    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static SuiteResult Empty { get; } = new(0, 0, 0, [], []);

    /// <summary>
    /// Reads the report that a test runner wrote. A missing report, a report of no executed test, and a non-zero exit
    /// code without a
    /// failed test all count as one failure.
    /// </summary>
    /// <param name="report">Path of the TRX file.</param>
    /// <param name="exitCode">The runner's exit code.</param>
    /// <param name="mayBeEmpty">Whether a filter may leave a suite without tests.</param>
    public static SuiteResult Read(string report, int exitCode, bool mayBeEmpty)
    {
        if (!File.Exists(report)) return mayBeEmpty && exitCode == 0 ? Empty : Broken("the suite wrote no report");

        var results = XDocument.Load(report).Descendants(Trx + "UnitTestResult").ToList();
        var passed = results.Count(r => Outcome(r) == "Passed");
        var failed = results.Where(r => Outcome(r) == "Failed").Select(Describe).ToList();
        var skipped = results.Where(r => Outcome(r) is not ("Passed" or "Failed")).Select(Describe).ToList();

        if (failed.Count == 0 && exitCode != 0) failed.Add($"the test runner ended with exit code {exitCode}");
        if (passed + failed.Count == 0 && !mayBeEmpty) failed.Add("no test was executed");
        return new SuiteResult(passed, failed.Count, skipped.Count, failed, skipped);
    }

    public static SuiteResult operator +(SuiteResult left, SuiteResult right) => new(
        left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped,
        [.. left.FailedTests, .. right.FailedTests], [.. left.SkippedTests, .. right.SkippedTests]);

    /// <summary>The closing line: <c>N passed, M failed</c>, and <c>, K skipped</c> where there are any.</summary>
    public override string ToString() =>
        $"{Passed} passed, {Failed} failed" + (Skipped == 0 ? "" : $", {Skipped} skipped");

    private static SuiteResult Broken(string reason) => new(0, 1, 0, [reason], []);

    private static string? Outcome(XElement result) => (string?)result.Attribute("outcome");

    private static string Describe(XElement result)
    {
        var message = result.Descendants(Trx + "Message").FirstOrDefault()?.Value.Trim()
            ?? result.Descendants(Trx + "StdOut").FirstOrDefault()?.Value.Trim();
        var name = (string?)result.Attribute("testName");
        if (message is null) return $"{name}";
        var lines = message.Split('\n');
        var shown = string.Join(Environment.NewLine + "    ", lines.Take(MessageLinesMax).Select(line => line.TrimEnd()));
        return lines.Length <= MessageLinesMax ? $"{name}: {shown}" : $"{name}: {shown} … (the rest is in the report)";
    }
}
