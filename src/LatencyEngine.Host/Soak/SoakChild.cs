using System.Diagnostics;
using LatencyEngine.Host.Demo;
using LatencyEngine.Host.Development;

namespace LatencyEngine.Host.Soak;

/// <summary>An engine in a process of its own, to be killed. One control thread.</summary>
internal sealed class SoakChild : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task<string> _output;

    public SoakChild(IEnumerable<string> assignments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "LatencyEngine.Host.dll");
        var start = new ProcessStartInfo(
            DotNet.Path,
            [
                assembly, "engine", "--config", DemoCommand.ConfigurationPath, "--set", "output.liveView=off", "multicast.use=off",
                .. assignments,
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int ExitCode => _process.ExitCode;

    public string Error => _error.GetAwaiter().GetResult();

    public string Output => _output.GetAwaiter().GetResult();

    /// <summary>Kills it with a signal that it cannot see, unless it has ended by then.</summary>
    /// <returns>Whether it was killed.</returns>
    public bool KillAfter(TimeSpan life)
    {
        if (_process.WaitForExit(life)) return false;
        _process.Kill();
        _process.WaitForExit();
        return true;
    }

    public bool AwaitEnd(TimeSpan patience) => _process.WaitForExit(patience);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
