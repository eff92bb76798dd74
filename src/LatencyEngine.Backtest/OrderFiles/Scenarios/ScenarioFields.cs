using System.Text.Json;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>
/// The fields of one JSON object, taken by name. What is missing, of another type or never taken is an error that names the
/// field. Cold; one thread.
/// </summary>
/// <param name="place">Names the object in errors, with a point at its end, or nothing for the whole line.</param>
/// <param name="error">Makes an error at the line.</param>
internal sealed class ScenarioFields(JsonElement json, string place, Func<string, FeedFormatException> error)
{
    private const int ShownCharsMax = 40;

    private readonly HashSet<string> _taken = [];

    public bool Has(string name) => json.TryGetProperty(name, out _);

    public string Text(string name)
    {
        var value = Take(name, JsonValueKind.String, "a text");
        return value.GetString()!;
    }

    public T Word<T>(string name, (string Word, T Meaning)[] words)
    {
        var found = Text(name);
        foreach (var (word, meaning) in words)
            if (word == found) return meaning;
        throw Wrong(name, $"one of {string.Join(", ", words.Select(known => known.Word))}", Of(name));
    }

    public bool Flag(string name)
    {
        var value = Of(name);
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) throw Wrong(name, "true or false", value);
        return value.GetBoolean();
    }

    public long Whole(string name, long min = long.MinValue)
    {
        var value = Of(name);
        return WholeOf(name, value, min);
    }

    public ulong OrderId(string name) => (ulong)Whole(name, 0);

    public ScenarioFields Object(string name) => new(Take(name, JsonValueKind.Object, "an object"), $"{place}{name}.", error);

    public List<T> Objects<T>(string name, Func<ScenarioFields, int, T> read)
    {
        var list = new List<T>();
        foreach (var element in Array(name))
        {
            var entry = $"{name}[{list.Count}]";
            if (element.ValueKind != JsonValueKind.Object) throw Wrong(entry, "an object", element);
            var fields = new ScenarioFields(element, $"{place}{entry}.", error);
            list.Add(read(fields, list.Count + 1));
            fields.End();
        }

        return list;
    }

    public List<ulong> OrderIds(string name)
    {
        var list = new List<ulong>();
        foreach (var element in Array(name)) list.Add((ulong)WholeOf($"{name}[{list.Count}]", element, 0));
        return list;
    }

    /// <summary>Levels as <c>[price, [[id, lots], …]]</c>.</summary>
    public List<ScenarioLevel> Levels(string name)
    {
        var list = new List<ScenarioLevel>();
        foreach (var element in Array(name))
        {
            var entry = $"{name}[{list.Count}]";
            var (price, orders) = PairOf(entry, element, "[price, queue]");
            if (orders.ValueKind != JsonValueKind.Array) throw Wrong($"{entry}[1]", "a queue", orders);
            list.Add(new ScenarioLevel(WholeOf($"{entry}[0]", price, long.MinValue), QueueOf($"{entry}[1]", orders)));
        }

        return list;
    }

    /// <summary>Nothing else may be there.</summary>
    public void End()
    {
        foreach (var property in json.EnumerateObject())
            if (!_taken.Contains(property.Name))
                throw error($"{place}{property.Name}: expected one of {string.Join(", ", _taken)} here");
    }

    /// <summary>What is taken, but looked at by nobody.</summary>
    public void Ignore(string name) => _taken.Add(name);

    private List<(ulong OrderId, long Leaves)> QueueOf(string name, JsonElement orders)
    {
        var queue = new List<(ulong OrderId, long Leaves)>();
        foreach (var element in orders.EnumerateArray())
        {
            var entry = $"{name}[{queue.Count}]";
            var (id, lots) = PairOf(entry, element, "[id, lots]");
            queue.Add(((ulong)WholeOf($"{entry}[0]", id, 0), WholeOf($"{entry}[1]", lots, 1)));
        }

        return queue;
    }

    private (JsonElement First, JsonElement Second) PairOf(string name, JsonElement pair, string expected)
    {
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2) throw Wrong(name, expected, pair);
        return (pair[0], pair[1]);
    }

    private JsonElement.ArrayEnumerator Array(string name) => Take(name, JsonValueKind.Array, "an array").EnumerateArray();

    private JsonElement Take(string name, JsonValueKind kind, string expected)
    {
        var value = Of(name);
        if (value.ValueKind != kind) throw Wrong(name, expected, value);
        return value;
    }

    private JsonElement Of(string name)
    {
        _taken.Add(name);
        if (json.TryGetProperty(name, out var value)) return value;
        throw error($"{place}{name}: expected this field, found none");
    }

    private long WholeOf(string name, JsonElement value, long min)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min) return number;
        throw Wrong(name, min == long.MinValue ? "a whole number" : $"a whole number from {min}", value);
    }

    private FeedFormatException Wrong(string name, string expected, JsonElement found)
    {
        var text = found.GetRawText();
        if (text.Length > ShownCharsMax) text = text[..ShownCharsMax] + "…";
        return error($"{place}{name}: expected {expected}, found {text}");
    }
}
