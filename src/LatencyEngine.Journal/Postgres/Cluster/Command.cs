using System.ComponentModel;
using System.Diagnostics;

namespace LatencyEngine.Journal.Postgres.Cluster;

/// <summary>Runs a program to its end and keeps what it said. Cold.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    private const int NotStarted = -1;

    public bool Succeeded => ExitCode == 0;

    /// <summary>For people: the last words of a program that failed.</summary>
    public string Words => (Error.Trim().Length > 0 ? Error : Output).Trim();

    /// <summary>Never throws for a program that is not there: that is a failure like another.</summary>
    /// <param name="limit">Then it is killed.</param>
    public static async Task<Command> RunAsync(IReadOnlyList<string> words, string folder, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        using var process = new Process { StartInfo = Describe(words, folder) };
        try
        {
            process.Start();
        }
        catch (Win32Exception notFound)
        {
            return new Command(NotStarted, "", notFound.Message);
        }
        return await FinishAsync(process, words[0], deadline.Token).ConfigureAwait(false);
    }

    private static ProcessStartInfo Describe(IReadOnlyList<string> words, string folder)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Settings of the caller's own databases must not lead ours astray; neither must its language.
        foreach (var name in start.Environment.Keys.Where(IsForClients).ToList()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static bool IsForClients(string variable) => variable.StartsWith("PG", StringComparison.Ordinal);

    private static async Task<Command> FinishAsync(Process process, string name, CancellationToken deadline)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(deadline);
        var error = process.StandardError.ReadToEndAsync(deadline);
        try
        {
            await process.WaitForExitAsync(deadline).ConfigureAwait(false);
            return new Command(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new Command(NotStarted, "", $"'{name}' did not end in time");
        }
    }
}
