using System.Diagnostics;

namespace LatencyEngine.Host.Development;

/// <summary>
/// Runs the .NET command line as a child process in the checkout, with its output passed on line by line.
/// </summary>
public static class DotNet
{
    /// <summary>The program: the very SDK that built us where it left its path, else the one on PATH.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Runs <c>dotnet</c> with these arguments and waits for it.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="arguments">Passed as they are; nothing is split or quoted.</param>
    /// <param name="onLine">Called with every line of output, on a thread of the pool, one call at a time.</param>
    /// <param name="cancellation">Kills the child and all its children.</param>
    /// <param name="environment">Variables that the child has beside ours.</param>
    /// <returns>The exit code of the child.</returns>
    public static async Task<int> RunAsync(
        string folder, IEnumerable<string> arguments, Action<string> onLine, CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = new Process { StartInfo = StartInfo(folder, arguments) };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            process.StartInfo.Environment[name] = value;
        var gate = new Lock();
        process.OutputDataReceived += Forward;
        process.ErrorDataReceived += Forward;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode;

        void Forward(object sender, DataReceivedEventArgs e)
        {
            if (e.Data is null) return;
            lock (gate) onLine(e.Data);
        }
    }

    private static ProcessStartInfo StartInfo(string folder, IEnumerable<string> arguments)
    {
        return new ProcessStartInfo(Path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
    }
}
