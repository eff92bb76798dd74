namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>Reads a setting that shows all of its values with the current one in brackets. Pure.</summary>
public static class Choice
{
    /// <summary>
    /// <c>madvise</c> of <c>always [madvise] never</c>; <c>null</c> when nothing is in brackets.
    /// </summary>
    public static string? Selected(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        var close = text.IndexOf(']', StringComparison.Ordinal);
        return open >= 0 && close > open ? text[(open + 1)..close] : null;
    }
}
