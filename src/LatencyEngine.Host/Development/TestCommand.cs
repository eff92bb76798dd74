using System.CommandLine;

namespace LatencyEngine.Host.Development;

/// <summary>The verb <c>test</c>: builds the solution, runs every suite under <c>tests/</c>, and counts.</summary>
public static class TestCommand
{
    public static Command Create()
    {
        var suite = new Option<string?>("--suite") { Description = "Run one suite, for example ArchitectureTests." };
        var filter = new Option<string?>("--filter") { Description = "Run tests whose full name holds this text." };
        var command = new Command("test", "Build everything and run every test suite.") { suite, filter };
        command.SetAction((parse, cancellation) =>
            RunAsync(parse.GetValue(suite), parse.GetValue(filter), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? suite, string? filter, CancellationToken cancellation)
    {
        if (!Checkout.TryGetRoot(out var root)) return ExitCode.MissingPrerequisite;
        try
        {
            return await new TestRun(root, Console.Out).RunAsync(suite, filter, cancellation);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
    }
}
