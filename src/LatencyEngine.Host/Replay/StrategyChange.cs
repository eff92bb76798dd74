using System.Globalization;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Sbe;

namespace LatencyEngine.Host.Replay;

/// <summary>
/// Other strategies in place of the recorded ones: <c>strategy=KIND</c> changes all, <c>strategy.ID=KIND</c> one of them, and
/// what follows are the parameters. Number, name, account, instruments and bars stay. Pure.
/// </summary>
internal static class StrategyChange
{
    private const string All = "strategy";
    private const string One = "strategy.";
    private const string Expected = "strategy=KIND or strategy.ID=KIND, then parameters as name=value";

    /// <summary>The change as a value of one key.</summary>
    /// <exception cref="InputRefusedException">No strategy is meant.</exception>
    public static string Of(IReadOnlyList<string> words, EngineConfiguration recorded)
    {
        var strategies = recorded.Strategies.ToDictionary(strategy => strategy.Id, Describe);
        List<JsonObject> meant = [];
        foreach (var word in words)
        {
            var (name, value) = Split(word);
            if (name == All || name.StartsWith(One, StringComparison.Ordinal))
            {
                meant = Meant(name, strategies);
                foreach (var strategy in meant) (strategy["kind"], strategy["parameters"]) = (value, new JsonObject());
            }
            else if (meant.Count == 0) throw new InputRefusedException($"found '{word}' first in --with; expected {Expected}");
            else foreach (var strategy in meant) strategy["parameters"]![name] = ValueOf(value);
        }

        return $"strategies={new JsonArray([.. strategies.Values]).ToJsonString()}";
    }

    private static List<JsonObject> Meant(string name, Dictionary<ushort, JsonObject> strategies)
    {
        if (name == All) return [.. strategies.Values];
        return ushort.TryParse(name.AsSpan(One.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && strategies.TryGetValue(id, out var strategy)
            ? [strategy]
            : throw new InputRefusedException(
                $"found '{name}' in --with; the session has the strategies {string.Join(", ", strategies.Keys)}");
    }

    private static JsonObject Describe(StrategyConfiguration strategy) => new()
    {
        ["id"] = strategy.Id,
        ["name"] = strategy.Name,
        ["kind"] = strategy.Kind,
        ["account"] = strategy.Account,
        ["instruments"] = new JsonArray([.. strategy.Instruments.Select(symbol => (JsonNode)symbol)]),
        ["barKind"] = Configuration.Settings.ChoiceType.WordOf(strategy.BarKind),
        ["barNanos"] = strategy.BarNanos,
        ["parameters"] = new JsonObject(strategy.Parameters.Select(
            parameter => KeyValuePair.Create<string, JsonNode?>(parameter.Name, parameter.Value))),
    };

    // A number that is none is refused where all values are, with its key.
    private static JsonNode ValueOf(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : value;

    private static (string Name, string Value) Split(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return (word[..equals], word[(equals + 1)..]);
    }
}
