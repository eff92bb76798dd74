using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// Runs a verb and turns what is wrong with its input into one line on standard error and an exit code.
/// </summary>
internal static class Refusal
{
    public static int Guard(string input, Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (Exception refusal) when (refusal is SbeDecodeException or SbeEncodeException or JsonException)
        {
            Console.Error.WriteLine($"{input}: {refusal.Message}");
        }
        catch (Exception refusal) when (refusal is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(refusal.Message);
        }

        return ExitCode.BadInput;
    }
}
