using System.CommandLine;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;

namespace LatencyEngine.Host.Sbe;

/// <summary>The verb <c>sbe verify</c>: golden vectors against the interpreter, in both directions.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var schemas = new Argument<string>("schemas") { Description = "The folder of the schemas that the vectors name." };
        var vectors = new Argument<string[]>("vectors") { Description = "Files of vectors, good or malformed (JSON)." };
        var command = new Command("verify", "Decode and encode golden vectors, and refuse malformed ones.") { schemas, vectors };
        command.SetAction(parse => Refusal.Guard(
            string.Join(' ', parse.GetValue(vectors)!), () => Run(parse.GetValue(schemas)!, parse.GetValue(vectors)!)));
        return command;
    }

    private static int Run(string schemaFolder, string[] vectorFiles)
    {
        var verifier = new VectorVerifier(schemaFolder);
        var verdicts = new List<VectorVerdict>();
        foreach (var file in vectorFiles)
        {
            using var vectors = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var vector in vectors.RootElement.EnumerateArray()) verdicts.Add(verifier.Verify(vector));
        }

        foreach (var verdict in verdicts) Console.Out.WriteLine(verdict);
        var failed = verdicts.Count(verdict => !verdict.IsGood);
        Console.Out.WriteLine($"{verdicts.Count - failed} of {verdicts.Count} vectors are as they should be");
        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
