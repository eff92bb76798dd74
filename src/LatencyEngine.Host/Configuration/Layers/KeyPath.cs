using System.Globalization;

namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>
/// Keys as people write them: names and list indices joined by dots; a name that holds a dot stands in double quotes,
/// such as <c>risk.instruments."BRK.B".orderQuantityMax</c>. Pure.
/// </summary>
public static class KeyPath
{
    private const char Separator = '.';

    private const char Quote = '"';

    public static string Append(string key, string name)
    {
        var written = name.Contains(Separator) || name.Length == 0 ? $"{Quote}{name}{Quote}" : name;
        return key.Length == 0 ? written : $"{key}{Separator}{written}";
    }

    public static string Append(string key, int index) => Append(key, index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The names of a key; <c>false</c> when one is empty or a quote is left open.</summary>
    public static bool TrySplit(string key, out List<string> names)
    {
        names = [];
        var rest = key.AsSpan();
        while (true)
        {
            var isQuoted = rest.Length > 0 && rest[0] == Quote;
            if (isQuoted) rest = rest[1..];
            var end = rest.IndexOf(isQuoted ? Quote : Separator);
            if (isQuoted && end < 0) return false;
            var name = end < 0 ? rest : rest[..end];
            if (name.IsEmpty) return false;
            names.Add(name.ToString());
            rest = end < 0 ? [] : rest[(end + (isQuoted ? 1 : 0))..];
            if (rest.IsEmpty) return true;
            if (rest[0] != Separator) return false;
            rest = rest[1..];
        }
    }
}
