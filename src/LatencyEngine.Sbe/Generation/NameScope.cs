using System.Globalization;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// The names that are taken within one C# type or namespace. Whoever comes first keeps the plain name, so
/// a field that is appended to a schema never renames an older one.
/// </summary>
internal sealed class NameScope(IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>
    /// Takes <paramref name="wanted"/> together with the names derived from it, whose patterns have a
    /// <c>*</c> in its place; when one of them is taken, tries again with <paramref name="onClash"/>
    /// after it, then with numbers.
    /// </summary>
    public string Claim(string wanted, string onClash, params ReadOnlySpan<string> derived)
    {
        var name = wanted;
        for (var attempt = 1; !IsFree(name, derived); attempt++)
            name = wanted + onClash + (attempt == 1 ? "" : attempt.ToString(CultureInfo.InvariantCulture));
        _taken.Add(name);
        foreach (var pattern in derived) _taken.Add(Derive(pattern, name));
        return name;
    }

    private static string Derive(string pattern, string name) => pattern.Replace("*", name, StringComparison.Ordinal);

    private bool IsFree(string name, ReadOnlySpan<string> derived)
    {
        if (_taken.Contains(name)) return false;
        foreach (var pattern in derived)
            if (_taken.Contains(Derive(pattern, name))) return false;
        return true;
    }
}
