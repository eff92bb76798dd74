using System.CommandLine;
using LatencyEngine.Sbe.Dynamic;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// Runs a verb: refused inputs become one line on standard error and <see cref="ExitCode.BadInput"/>.
/// </summary>
internal static class Verb
{
    public static void SetAction(Command command, Func<ParseResult, int> run) => command.SetAction(parse =>
    {
        try
        {
            return run(parse);
        }
        catch (Exception e) when (e is InputRefusedException or SbeDecodeException or SbeEncodeException)
        {
            parse.InvocationConfiguration.Error.WriteLine($"error: {e.Message}");
            return ExitCode.BadInput;
        }
    });
}
