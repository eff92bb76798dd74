using System.Text.Json;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>The figures that a file of orders must come to, from the file <c>NAME.expected.json</c> beside it. Immutable.</summary>
public sealed class OrderExpectation
{
    /// <summary>
    /// They tell how the orders were made, count for another format, or are averages of samples taken nobody says when: no run can have
    /// them.
    /// </summary>
    private static readonly string[] NotOfARun = ["seed", "final_mid", "itch_messages", "avg_resting", "avg_levels"];

    private readonly List<(string Name, string Text)> _figures = [];

    private OrderExpectation(string path) => Path = path;

    public string Path { get; }

    /// <summary>Rows that only build the book; 0 where it does not say.</summary>
    public int Prefill { get; private init; }

    /// <summary>The place of the expectation of a file: <c>a.csv.gz</c> has <c>a.expected.json</c>.</summary>
    public static string PathBeside(string orderFile)
    {
        var name = System.IO.Path.GetFileName(orderFile);
        foreach (var ending in (string[])[".gz", ".csv"])
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(orderFile) ?? "", name + ".expected.json");
    }

    /// <returns>Null where there is none.</returns>
    /// <exception cref="FeedFormatException">It is no flat JSON object.</exception>
    public static OrderExpectation? FindBeside(string orderFile)
    {
        var path = PathBeside(orderFile);
        return File.Exists(path) ? Read(path) : null;
    }

    /// <summary>Compares every figure it has.</summary>
    /// <returns>The first difference, or null.</returns>
    /// <exception cref="FeedFormatException">It names a figure that the run does not have.</exception>
    public string? FirstDifference(IReadOnlyList<RunFigure> figures)
    {
        foreach (var (name, text) in _figures)
        {
            var found = figures.FirstOrDefault(figure => figure.Name == name);
            if (found.Name is null)
                throw new FeedFormatException(
                    Path, 0, $"{name}: expected one of {string.Join(", ", figures.Select(figure => figure.Name))}");
            if (found.Text != text) return $"{name}: expected {text}, found {found.Text}";
        }

        return null;
    }

    private static OrderExpectation Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(path, json.RootElement);
        }
        catch (JsonException e)
        {
            throw new FeedFormatException(path, 0, $"expected JSON: {e.Message}", e);
        }
    }

    private static OrderExpectation Read(string path, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FeedFormatException(path, 0, $"expected an object, found {json.ValueKind}");
        var prefill = 0;
        if (json.TryGetProperty("prefill", out var element)
            && (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out prefill) || prefill < 0))
            throw new FeedFormatException(path, 0, $"prefill: expected a count of rows, found {element.GetRawText()}");
        var expectation = new OrderExpectation(path) { Prefill = prefill };
        foreach (var property in json.EnumerateObject())
            if (!NotOfARun.Contains(property.Name)) expectation._figures.Add((property.Name, TextOf(path, property)));
        if (expectation._figures.Count == 0) throw new FeedFormatException(path, 0, "expected figures, found none");
        return expectation;
    }

    private static string TextOf(string path, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.Null => property.Value.GetRawText(),
        JsonValueKind.String => property.Value.GetString()!,
        _ => throw new FeedFormatException(
            path, 0, $"{property.Name}: expected a number, a text or null, found {property.Value.GetRawText()}"),
    };
}
