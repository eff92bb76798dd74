using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Finds differences between the names that two types give to their values and bits.</summary>
internal static class SymbolDifference
{
    /// <summary>Each difference in words, and whom it breaks.</summary>
    public static IEnumerable<(string Message, BrokenReaders Breaks)> Find(
        SchemaType older, SchemaType newer, int olderVersion) => (older, newer) switch
        {
            (EnumType a, EnumType b) => Compare(
                a.Values.Select(v => ((SchemaElement)v, v.Value.ToString())),
                b.Values.Select(v => ((SchemaElement)v, v.Value.ToString())), olderVersion),
            (SetType a, SetType b) => Compare(
                a.Choices.Select(c => ((SchemaElement)c, $"bit {c.BitIndex}")),
                b.Choices.Select(c => ((SchemaElement)c, $"bit {c.BitIndex}")), olderVersion),
            (CompositeType a, CompositeType b) => a.Members
                .SelectMany(m => b.Find(m.Name) is { } other ? Find(m.Type, other.Type, olderVersion) : []),
            _ => [],
        };

    private static IEnumerable<(string Message, BrokenReaders Breaks)> Compare(
        IEnumerable<(SchemaElement Symbol, string Code)> older,
        IEnumerable<(SchemaElement Symbol, string Code)> newer,
        int olderVersion)
    {
        var found = newer.ToDictionary(n => n.Symbol.Name);
        var known = older.ToDictionary(o => o.Symbol.Name);
        foreach (var (symbol, code) in known.Values)
        {
            if (!found.TryGetValue(symbol.Name, out var other))
                yield return ($"'{symbol.Name}' ({code}) is removed", BrokenReaders.New);
            else if (other.Code != code)
                yield return ($"'{symbol.Name}' is {other.Code}, was {code}", BrokenReaders.Both);
        }
        foreach (var (symbol, code) in found.Values)
            if (!known.ContainsKey(symbol.Name) && symbol.IsIn(olderVersion))
                yield return ($"'{symbol.Name}' ({code}) is new but says version {symbol.SinceVersion}",
                    BrokenReaders.None);
    }
}
