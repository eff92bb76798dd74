namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>Reads the limits of a process (<c>/proc/self/limits</c>). Pure.</summary>
public static class ResourceLimits
{
    public const long Unlimited = long.MaxValue;

    /// <summary>
    /// The soft limit of a row such as <c>Max locked memory</c>; <c>null</c> when there is no such row.
    /// </summary>
    public static long? Soft(string limits, string name)
    {
        foreach (var line in limits.Split('\n'))
        {
            if (!line.StartsWith(name + " ", StringComparison.Ordinal)) continue;
            var soft = line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            return soft == "unlimited" ? Unlimited : KeyedLines.WholeNumber(soft);
        }
        return null;
    }
}
