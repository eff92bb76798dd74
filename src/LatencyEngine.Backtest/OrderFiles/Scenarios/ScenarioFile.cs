using System.Text.Json;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>Reads scenarios, one JSON object a line, plain or gzip. Strict: what it does not know is an error. Pure.</summary>
public static class ScenarioFile
{
    public const int ScenariosMax = 1 << 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="FeedFormatException">A line is no scenario; names the line and the field.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<Scenario> Read(string path)
    {
        using var lines = LineReader.OpenDetected(path, lastLineMayBeOpen: true);
        var scenarios = new List<Scenario>();
        var ids = new HashSet<string>();
        while (lines.TryReadLine(out var line))
        {
            if (scenarios.Count == ScenariosMax) throw lines.Error($"expected at most {ScenariosMax} scenarios, found more");
            var scenario = Read(lines, line);
            if (!ids.Add(scenario.Id)) throw lines.Error($"id: expected another one for each scenario, found '{scenario.Id}' again");
            scenarios.Add(scenario);
        }

        if (scenarios.Count == 0) throw new FeedFormatException(path, 0, "expected scenarios, found an empty file");
        return scenarios;
    }

    private static Scenario Read(LineReader lines, ReadOnlySpan<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.ToArray(), Strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw lines.Error($"expected an object, found {json.RootElement.ValueKind}");
            return new ScenarioParser(lines.Error).Read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw lines.Error($"expected JSON: {e.Message}");
        }
    }
}
