using System.Globalization;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// The names that are taken within one C# type or namespace. Whoever comes first keeps the plain name, so a field that
/// is appended to a schema never renames an older one.
/// </summary>
internal sealed class NameScope(IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>
    /// Takes <paramref name="wanted"/> together with the names made of it and each of <paramref name="suffixes"/>;
    /// when one of them is taken, tries again with "<paramref name="onClash"/>", then with numbers.
    /// </summary>
    public string Claim(string wanted, string onClash, params ReadOnlySpan<string> suffixes)
    {
        var name = wanted;
        for (var attempt = 1; !IsFree(name, suffixes); attempt++)
            name = wanted + onClash + (attempt == 1 ? "" : attempt.ToString(CultureInfo.InvariantCulture));
        _taken.Add(name);
        foreach (var suffix in suffixes) _taken.Add(name + suffix);
        return name;
    }

    private bool IsFree(string name, ReadOnlySpan<string> suffixes)
    {
        if (_taken.Contains(name)) return false;
        foreach (var suffix in suffixes)
            if (_taken.Contains(name + suffix)) return false;
        return true;
    }
}
