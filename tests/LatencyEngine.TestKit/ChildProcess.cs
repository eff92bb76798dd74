using System.Diagnostics;

namespace LatencyEngine.TestKit;

/// <summary>A finished child process: what it printed and how it ended.</summary>
public sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    /// <summary>
    /// Runs a program to its end and collects what it says. Fails the test after <paramref name="limit"/>.
    /// </summary>
    /// <param name="program">Name or path of the program.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="folder">The working folder; the checkout when null.</param>
    /// <param name="environment">Variables to set, or to remove where the value is null.</param>
    /// <param name="limit">How long it may take; three minutes when null.</param>
    public static ChildProcess Run(
        string program, IEnumerable<string> arguments, string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit ?? TimeSpan.FromMinutes(3)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program}' did not end in time. It had printed: {output.Result}{error.Result}");
        }
        return new ChildProcess(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
