using System.CommandLine;
using LatencyEngine.Host.Sbe;
using Npgsql;

namespace LatencyEngine.Host.Journal;

/// <summary>
/// Runs a verb that reads a journal: what is wrong with it becomes one line on standard error and
/// <see cref="ExitCode.BadInput"/>, an interruption <see cref="ExitCode.Interrupted"/>.
/// </summary>
internal static class JournalVerb
{
    /// <param name="run">Ends with an exit code, soon after it is canceled.</param>
    public static void SetAction(Command command, Func<ParseResult, CancellationToken, int> run) =>
        command.SetAction((parse, cancellation) => Task.FromResult(
            Guard(parse.InvocationConfiguration.Error, () => run(parse, cancellation))));

    public static int Guard(TextWriter error, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception refused) when (refused is InputRefusedException or IOException or UnauthorizedAccessException
                                            or NpgsqlException)
        {
            // A JournalException is an IOException: it says file, offset, sequence and reason itself.
            var cause = refused is NpgsqlException { InnerException: { } inner } ? $": {inner.Message}" : "";
            error.WriteLine($"error: {refused.Message}{cause}");
            return ExitCode.BadInput;
        }
    }
}
