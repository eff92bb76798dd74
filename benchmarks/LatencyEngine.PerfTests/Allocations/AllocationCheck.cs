using System.Globalization;
using System.Text.Json;
using LatencyEngine.PerfTests.Reports;

namespace LatencyEngine.PerfTests.Allocations;

/// <summary>
/// Compares what the operations allocate with <c>benchmarks/baselines/allocations.json</c>. Fails when an
/// operation allocates more, has no baseline or no longer exists, and when the control's allocation is not
/// seen.
/// </summary>
internal sealed class AllocationCheck(TextWriter output)
{
    private static readonly string BaselinesPath =
        Path.Combine(AppContext.BaseDirectory, "baselines", "allocations.json");

    /// <summary>Whether every operation keeps to its baseline.</summary>
    public bool Run()
    {
        var allowed = JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(BaselinesPath))
            ?? throw new InvalidDataException($"{BaselinesPath} holds no object.");
        var table = new TextTable("operation", "bytes", "allowed", "verdict");
        var failures = Operations.All.Count(operation => !Judge(operation, allowed, table));
        failures += allowed.Keys.Except(Operations.All.Select(operation => operation.Name))
            .Count(name => !Gone(name, table));
        if (Operations.Control.AllocatedBytes() <= 0)
        {
            table.Add(Operations.Control.Name, "0", "", "FAILED: the check does not see allocations");
            failures++;
        }
        output.WriteLine("Allocated bytes per operation");
        table.WriteTo(output, "  ");
        output.WriteLine($"{Operations.All.Count} operations, {failures} failures");
        return failures == 0;
    }

    private static bool Judge(Operation operation, Dictionary<string, double> allowed, TextTable table)
    {
        var bytes = operation.AllocatedBytes();
        var hasBaseline = allowed.TryGetValue(operation.Name, out var limit);
        var isMet = hasBaseline && bytes <= limit;
        var verdict = isMet ? "ok" : hasBaseline ? "FAILED: allocates more" : "FAILED: no baseline";
        table.Add(operation.Name, Text(bytes), hasBaseline ? Text(limit) : "", verdict);
        return isMet;
    }

    private static bool Gone(string name, TextTable table)
    {
        table.Add(name, "", "", "FAILED: a baseline without an operation");
        return false;
    }

    private static string Text(double bytes) => bytes.ToString("0.##", CultureInfo.InvariantCulture);
}
