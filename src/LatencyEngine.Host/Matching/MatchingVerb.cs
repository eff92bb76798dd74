using System.CommandLine;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Host.Matching;

/// <summary>
/// Runs a verb that reads a file: what is wrong with it becomes one line on standard error and
/// <see cref="ExitCode.BadInput"/>.
/// </summary>
internal static class MatchingVerb
{
    public static Argument<FileInfo> FileArgument(string description) =>
        new("file") { Description = description, HelpName = "FILE" };

    /// <param name="run">Ends with an exit code.</param>
    public static void SetAction(Command command, Func<ParseResult, TextWriter, int> run) => command.SetAction(parse =>
    {
        try
        {
            return run(parse, parse.InvocationConfiguration.Output);
        }
        catch (Exception refused) when (
            refused is FeedFormatException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            parse.InvocationConfiguration.Error.WriteLine($"error: {refused.Message}");
            return ExitCode.BadInput;
        }
    });
}
