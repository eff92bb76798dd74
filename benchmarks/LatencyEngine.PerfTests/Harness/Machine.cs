using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>The conditions of a run, in name and value pairs: a figure without them means nothing.</summary>
internal static class Machine
{
    private const double BytesPerGib = 1L << 30;
    private const string Unknown = "unknown";

    public static IReadOnlyList<KeyValuePair<string, string>> Describe(string pinning) =>
    [
        new("machine", $"{Processor()}, {Environment.ProcessorCount} logical cores, {MemoryGib()} GiB"),
        new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
        new("runtime", $"{RuntimeInformation.FrameworkDescription}, {Jit()}"),
        new("gc", $"{(GCSettings.IsServerGC ? "server" : "workstation")}, latency mode {GCSettings.LatencyMode}"),
        new("pinning", pinning),
        new("commit", Commit()),
    ];

    private static string Processor()
    {
        const string field = "model name";
        const string cpuInfo = "/proc/cpuinfo";
        if (!File.Exists(cpuInfo))
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? Unknown;
        var line = File.ReadLines(cpuInfo).FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? Unknown;
    }

    private static string MemoryGib() =>
        (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerGib)
            .ToString("F0", CultureInfo.InvariantCulture);

    private static string Jit()
    {
        var tiered = !AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out var on) || on;
        var profiled = !AppContext.TryGetSwitch("System.Runtime.TieredPGO", out var pgo) || pgo;
        return $"{(tiered ? "tiered" : "untiered")} JIT{(tiered && profiled ? " with PGO" : "")}";
    }

    private static string Commit()
    {
        var id = Git("rev-parse", "--short", "HEAD");
        if (id.Length == 0) return Unknown;
        return Git("status", "--porcelain", "--untracked-files=no").Length == 0
            ? id : $"{id} with local changes";
    }

    private static string Git(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = AppContext.BaseDirectory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start);
            if (git is null) return "";
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return ""; // No git here: the commit is unknown.
        }
    }
}
