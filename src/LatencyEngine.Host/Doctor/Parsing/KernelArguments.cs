using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>Reads the command line with which the kernel was started (<c>/proc/cmdline</c>). Pure.</summary>
public static class KernelArguments
{
    /// <summary>
    /// The value of <c>name=value</c>; the last one counts, as for the kernel. <c>null</c> when absent.
    /// </summary>
    public static string? Value(string commandLine, string name)
    {
        string? value = null;
        foreach (var argument in commandLine.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (argument.StartsWith(name + "=", StringComparison.Ordinal))
                value = argument[(name.Length + 1)..];
        return value;
    }

    /// <summary>
    /// The cores that an argument such as <c>isolcpus=managed_irq,domain,2-3</c> lists, without the flags
    /// before them; empty when the argument is absent or unreadable.
    /// </summary>
    public static CoreSet Cores(string commandLine, string name)
    {
        var parts = (Value(commandLine, name) ?? "").Split(',').SkipWhile(IsFlag);
        return CoreSet.TryParse(string.Join(',', parts), out var cores) ? cores : CoreSet.Empty;
    }

    private static bool IsFlag(string part) => part.Length > 0 && char.IsAsciiLetter(part[0]);
}
