using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LatencyEngine.Host.Development;

namespace LatencyEngine.Host.Matching;

/// <summary>
/// <c>matching programs</c>: gives random programs of commands to the core and to its simple twin, in a child that runs the tests of
/// the checkout, and shows what it says.
/// </summary>
internal static class ProgramsCommand
{
    private const string Suite = "LatencyEngine.Tests";
    private const string Filter = "FullyQualifiedName~RandomProgramTests";
    private const string CountVariable = "LATENCYENGINE_PROGRAMS";
    private const string SeedVariable = "LATENCYENGINE_SEED";

    // Two of them fit into an int: the last seed is the sum, and a sum that overflows would be no program at all.
    // As RandomProgramTests have them.
    private const int ProgramsDefault = 10_000;
    private const int SeedDefault = 1;
    private const int SettingMax = 1_000_000_000;

    public static Command Create()
    {
        var count = new Option<int?>("--count") { Description = $"How many programs; {ProgramsDefault:N0} when left out.", HelpName = "N" };
        var seed = new Option<int?>("--seed") { Description = $"Of the first one; {SeedDefault} when left out.", HelpName = "S" };
        count.Validators.Add(CheckRange);
        seed.Validators.Add(CheckRange);
        var command = new Command("programs", "Compare the core with its simple twin on random programs.") { count, seed };
        command.SetAction((parse, cancellation) => RunAsync(
            parse.GetValue(count) ?? ProgramsDefault, parse.GetValue(seed) ?? SeedDefault, parse.InvocationConfiguration.Output,
            cancellation));
        return command;
    }

    /// <summary>What the child finds in its environment.</summary>
    internal static Dictionary<string, string> VariablesOf(int count, int seed) => new()
    {
        [CountVariable] = count.ToString(CultureInfo.InvariantCulture),
        [SeedVariable] = seed.ToString(CultureInfo.InvariantCulture),
    };

    // What is no number at all is refused before anybody asks for its value.
    private static void CheckRange(OptionResult result)
    {
        if (result.Tokens is not [var token] || !int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value)) return;
        if (value is < 1 or > SettingMax)
            result.AddError($"{result.Option.Name}: expected a whole number from 1 to {SettingMax}");
    }

    private static async Task<int> RunAsync(int count, int seed, TextWriter output, CancellationToken cancellation)
    {
        if (!Checkout.TryGetRoot(out var root)) return ExitCode.MissingPrerequisite;
        var results = Path.Combine(root, "artifacts", "programs");
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        await output.WriteLineAsync($"Building the tests, then comparing {count:N0} programs from seed {seed}.");
        try
        {
            var exitCode = await DotNet.RunAsync(
                root, ArgumentsFor(results), output.WriteLine, cancellation, VariablesOf(count, seed));
            var result = SuiteResult.Read(Path.Combine(results, Suite + ".trx"), exitCode, mayBeEmpty: false);
            foreach (var failed in result.FailedTests) await output.WriteLineAsync($"FAILED  {failed}");
            await output.WriteLineAsync(result.Failed == 0
                ? $"{count:N0} programs from seed {seed}: core and twin said the same after every command"
                : result.ToString());
            return result.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private static string[] ArgumentsFor(string results) =>
    [
        "test", Path.Combine("tests", Suite), "--configuration", "Release", "--nologo", "--verbosity", "quiet", "--filter", Filter,
        "--results-directory", results, "--logger", $"trx;LogFileName={Suite}.trx", "--logger", "console;verbosity=detailed",
    ];
}
