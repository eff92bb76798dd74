namespace LatencyEngine.Viewer.Terminal;

/// <summary>What the terminal at hand can do, told by its environment. A value.</summary>
/// <param name="IsLive">Whether a screen can be redrawn in place.</param>
/// <param name="IsUnicode">Whether bars and arrows have glyphs.</param>
public readonly record struct TerminalAbility(bool IsLive, bool IsColored, bool IsUnicode)
{
    private static readonly string[] LocaleNames = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <param name="isTerminal">Whether the output goes to a terminal at all.</param>
    /// <param name="environment">Values by the names of variables.</param>
    /// <param name="isWindows">There neither <c>TERM</c> nor a locale says anything.</param>
    public static TerminalAbility Of(bool isTerminal, Func<string, string?> environment, bool isWindows)
    {
        var isDumb = !isWindows && environment("TERM") is null or "dumb" or "";
        var isColored = string.IsNullOrEmpty(environment("NO_COLOR"));
        return new TerminalAbility(isTerminal && !isDumb, isColored && !isDumb, isWindows || HasUnicodeLocale(environment));
    }

    // The first of them that is set decides, as in the C library.
    private static bool HasUnicodeLocale(Func<string, string?> environment)
    {
        foreach (var name in LocaleNames)
            if (environment(name) is { Length: > 0 } locale)
                return locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);
        return false;
    }
}
