using System.Globalization;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>
/// A fact about signals; skipped where there are none, and where the runner was started with this one ignored, as
/// shells do in the background: what it starts then ignores it too.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    /// <summary>Number of SIGINT.</summary>
    public const int Interrupt = 2;

    private const string Ignored = "SigIgn:";
    private const string NoSignals = "there are no signals on Windows";

    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = NoSignals;
    }

    public UnixFactAttribute(int signal)
        : this()
    {
        if (OperatingSystem.IsLinux() && IsIgnored(signal)) Skip = $"signal {signal} is ignored by the runner";
    }

    private static bool IsIgnored(int signal)
    {
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        var bits = ulong.Parse(mask.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((bits >> (signal - 1)) & 1) != 0;
    }
}
