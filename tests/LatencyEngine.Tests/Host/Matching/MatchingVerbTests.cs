using System.CommandLine;
using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.Host.Matching;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Backtest.OrderFiles.Scenarios;

namespace LatencyEngine.Tests.Host.Matching;

/// <summary>The verbs that hold the matching core to files: what they print and how they end.</summary>
public sealed class MatchingVerbTests : IDisposable
{
    private const string Orders = "seq,op,order_id,side,price,qty\n1,A,1,B,100,10\n2,I,2,S,100,4\n3,C,9,,,\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scenarios_that_all_pass_are_counted()
    {
        var (exitCode, output, _) = Run("scenarios", Scenarios());
        Assert.Equal((ExitCode.Success, "2 of 2 passed\n"), (exitCode, output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void A_scenario_that_fails_has_a_line_with_its_first_difference()
    {
        var (exitCode, output, _) = Run("scenarios", Scenarios(second: SmallScenario.With("[[2,3]]", "[[2,4]]")));
        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Equal(
            "T2 A buy: ask level 1: expected 11: 4 of order 2; found 11: 3 of order 2\n1 of 2 passed\n",
            output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Scenarios_are_told_as_json()
    {
        var (exitCode, output, _) = Run("scenarios", Scenarios(second: SmallScenario.With("\"stops\":[4]", "\"stops\":[]")), "--json");
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Equal((2, 1), (json.GetProperty("scenarios").GetInt32(), json.GetProperty("passed").GetInt32()));
        var failed = Assert.Single(json.GetProperty("failed").EnumerateArray());
        Assert.Equal("T2", failed.GetProperty("id").GetString());
        Assert.Equal("waiting stop 1: expected none; found 4", failed.GetProperty("difference").GetString());
    }

    [Fact]
    public void Orders_are_told_as_a_table_with_what_there_is_to_compare()
    {
        var (exitCode, output, _) = Run("orders", _folder.Write("a.csv", Orders));
        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Contains("a.csv: orders", output, StringComparison.Ordinal);
        Assert.Contains("\nfinal_best_bid", output, StringComparison.Ordinal);
        Assert.Contains("\nops per CPU second", output, StringComparison.Ordinal);
        Assert.Contains("nothing to compare with: there is no a.expected.json beside it", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_are_told_as_json()
    {
        _folder.Write("a.expected.json", """{"prefill":1,"volume":4}""");
        var (exitCode, output, _) = Run("orders", _folder.Write("a.csv", Orders), "--json");
        var json = JsonDocument.Parse(output).RootElement;
        var figures = json.GetProperty("figures");
        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Equal("orders", json.GetProperty("format").GetString());
        Assert.Equal((1, 4), (figures.GetProperty("trades").GetInt32(), figures.GetProperty("volume").GetInt32()));
        Assert.Equal(JsonValueKind.Null, figures.GetProperty("final_best_ask").ValueKind);
        Assert.Equal(JsonValueKind.String, figures.GetProperty("trade_fnv1a64").ValueKind);
        Assert.Equal(2, json.GetProperty("rate").GetProperty("operations").GetInt32());
        Assert.True(json.GetProperty("equal").GetBoolean());
    }

    [Fact]
    public void Orders_that_come_to_what_is_expected_are_equal()
    {
        _folder.Write("a.expected.json", """{"trades":1,"cancel_reject":1,"final_best_ask":null}""");
        var (exitCode, output, _) = Run("orders", _folder.Write("a.csv", Orders));
        Assert.Equal(ExitCode.Success, exitCode);
        Assert.EndsWith("equal to a.expected.json", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_figure_that_differs_ends_with_exit_code_1()
    {
        _folder.Write("a.expected.json", """{"trades":1,"volume":5,"cancel_ok":7}""");
        var (exitCode, output, _) = Run("orders", _folder.Write("a.csv", Orders));
        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.EndsWith("DIFFERENT from a.expected.json: volume: expected 5, found 4", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", 2, 1)]
    [InlineData("3", 3, 0)]
    public void The_prefill_is_that_of_the_command_line(string prefill, int expected, int operations)
    {
        _folder.Write("a.expected.json", """{"volume":4}""");
        var (_, output, _) = Run("orders", _folder.Write("a.csv", Orders), "--prefill", prefill, "--json");
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(expected, json.GetProperty("figures").GetProperty("prefill").GetInt32());
        Assert.Equal(operations, json.GetProperty("figures").GetProperty("ops").GetInt32());
        Assert.Equal(operations > 0, json.GetProperty("rate").ValueKind == JsonValueKind.Object);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("-1")]
    public void A_prefill_that_the_file_does_not_have_is_a_mistake_in_usage(string prefill)
    {
        var (exitCode, _, error) = Run("orders", _folder.Write("a.csv", Orders), "--prefill", prefill);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith("--prefill: expected a number of rows from 0 to 3, found " + prefill, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_format_of_the_command_line_wins_over_the_headings()
    {
        var path = _folder.Write("a.csv", "0,N,1,B,100,10,0\n");
        Assert.Equal(ExitCode.BadInput, Run("orders", path).ExitCode);
        var (exitCode, output, _) = Run("orders", path, "--format", "flash1");
        Assert.Equal(ExitCode.Success, exitCode);
        Assert.Contains("report_sha256", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", "seq,op,order_id,side,price,qty\n1,A,1,X,100,10\n", "a.txt(2): side: expected B or S, found 'X'")]
    [InlineData("orders", "seq,op,order_id,side,price,qty\n1,A,1,B,1,1\n2,A,1,B,1,1\n", "(3): expected a row that a book can take")]
    [InlineData("scenarios", "{}", "a.txt(1): id: expected this field, found none")]
    public void A_damaged_file_is_refused_with_its_line(string verb, string text, string expected)
    {
        var (exitCode, output, error) = Run(verb, _folder.Write("a.txt", text));
        Assert.Equal((ExitCode.BadInput, ""), (exitCode, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("scenarios")]
    public void A_file_that_is_not_there_is_refused(string verb) =>
        Assert.Equal(ExitCode.BadInput, Run(verb, Path.Combine(_folder.Path, "none")).ExitCode);

    [Theory]
    [InlineData("orders", "a.csv", "--format", "fix")]
    [InlineData("orders")]
    [InlineData("programs", "--count", "0")]
    [InlineData("programs", "--seed", "0")]
    [InlineData("programs", "--seed", "x")]
    [InlineData("programs", "--seed", "1000000001")]
    public void A_wrong_command_line_is_not_understood(params string[] arguments) =>
        Assert.NotEmpty(CommandLine.CreateRoot().Parse(["matching", .. arguments]).Errors);

    [Fact]
    public void Programs_tell_the_child_what_was_asked_for_and_nothing_else()
    {
        Assert.Equal(
            new Dictionary<string, string> { ["LATENCYENGINE_PROGRAMS"] = "200", ["LATENCYENGINE_SEED"] = "7" },
            ProgramsCommand.VariablesOf(200, 7));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var console = new InvocationConfiguration { Output = output, Error = error };
        var exitCode = CommandLine.CreateRoot().Parse(["matching", .. arguments]).Invoke(console);
        return (exitCode, output.ToString(), error.ToString());
    }

    private string Scenarios(string second = SmallScenario.Line)
    {
        var renamed = second.Replace("T1", "T2", StringComparison.Ordinal);
        return _folder.Write("a.jsonl", $"{SmallScenario.Line.ReplaceLineEndings("")}\n{renamed.ReplaceLineEndings("")}\n");
    }
}
