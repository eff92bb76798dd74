using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using LatencyEngine.Host.Development;

namespace LatencyEngine.Host.Bench;

/// <summary>
/// One run of the benchmark program: found in the checkout, built, and run as a child whose output passes
/// through.
/// </summary>
/// <param name="withPeers">Whether to build the rivals in.</param>
public sealed class BenchRun(bool withPeers)
{
    private const string Project = "LatencyEngine.PerfTests";

    /// <summary>Builds and runs; returns the child's exit code or one of <see cref="ExitCode"/>.</summary>
    public int Run(IEnumerable<string> arguments)
    {
        if (!Checkout.TryGetRoot(out var root)) return ExitCode.MissingPrerequisite;
        var folder = Path.Combine(root, "benchmarks", Project);
        var program = Path.Combine(folder, "bin", "Release", $"net{Environment.Version.Major}.0", Project
            + ".dll");
        try
        {
            var built = Build(folder);
            return built == ExitCode.Success
                ? RunToEnd(["exec", program, .. arguments], isQuiet: false) : built;
        }
        catch (Win32Exception failure)
        {
            Console.Error.WriteLine($"The .NET SDK could not be started: {failure.Message}");
            return ExitCode.MissingPrerequisite;
        }
    }

    // MSBuild decides what is out of date; a build with nothing to do takes a few seconds.
    private int Build(string folder) => RunToEnd(
        [
            "build", folder, "--configuration", "Release", "--nologo", "--verbosity", "quiet",
            "-consoleLoggerParameters:NoSummary", $"-p:Peers={(withPeers ? "true" : "false")}",
        ],
        isQuiet: true);

    /// <summary>A quiet child's output is shown only when it fails.</summary>
    private static int RunToEnd(IEnumerable<string> arguments, bool isQuiet)
    {
        var start = new ProcessStartInfo(DotNet.Path, arguments) { RedirectStandardOutput = isQuiet };
        using var child = Process.Start(start) ?? throw new Win32Exception("no process was started");
        var isInterrupted = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var output = isQuiet ? child.StandardOutput.ReadToEnd() : "";
        child.WaitForExit();
        if (Volatile.Read(ref isInterrupted)) return ExitCode.Interrupted;
        if (child.ExitCode != 0) Console.Error.Write(output);
        return child.ExitCode;

        // A benchmark owns nothing that needs an orderly stop, and its threads may be spinning.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            Volatile.Write(ref isInterrupted, true);
            child.Kill(entireProcessTree: true);
        }
    }
}
