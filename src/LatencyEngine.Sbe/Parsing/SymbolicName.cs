namespace LatencyEngine.Sbe.Parsing;

/// <summary>The standard's rule for names of types, fields and values.</summary>
internal static class SymbolicName
{
    public static string Expected { get; } =
        "a letter or underscore, then letters, digits and underscores, at most "
        + $"{SchemaLimits.NameCharactersMax}";

    public static bool IsLegal(string name)
    {
        if (name.Length is 0 or > SchemaLimits.NameCharactersMax) return false;
        if (char.IsAsciiDigit(name[0])) return false;
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        return true;
    }
}
