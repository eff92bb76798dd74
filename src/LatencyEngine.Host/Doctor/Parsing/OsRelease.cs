namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>Reads <c>/etc/os-release</c>. Pure.</summary>
public static class OsRelease
{
    /// <summary>The distribution's name for people, without its quotes; <c>null</c> when absent.</summary>
    public static string? PrettyName(string text)
    {
        foreach (var line in text.Split('\n'))
            if (line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
                return line["PRETTY_NAME=".Length..].Trim().Trim('"', '\'');
        return null;
    }
}
