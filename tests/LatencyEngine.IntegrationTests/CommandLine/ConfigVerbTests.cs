using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>Runs the built Host's <c>config</c> verbs on real files, variables and arguments.</summary>
public sealed class ConfigVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Explain_tells_the_origin_of_every_value()
    {
        var file = _folder.Write("engine.json", "{\n  // Ours.\n  \"session\": { \"id\": 5 },\n}");
        var run = Run(("LATENCYENGINE__pipeline__wait", "yielding"),
            "config", "explain", "--config", file, "--set", "pipeline.layout=staged", "output.report=json");

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        const StringSplitOptions cells = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var rows = run.Output.Split('\n').Select(line => line.Split("  ", cells));
        var origins = rows.Where(row => row.Length == 3).ToDictionary(row => row[0], row => (row[1], row[2]));
        Assert.Equal(("5", $"{file}:3:22"), origins["session.id"]);
        Assert.Equal(("yielding", "environment variable LATENCYENGINE__pipeline__wait"), origins["pipeline.wait"]);
        Assert.Equal(("staged", "--set"), origins["pipeline.layout"]);
        Assert.Equal(("json", "--set"), origins["output.report"]);
        Assert.Equal(("42", "default"), origins["session.seed"]);
    }

    [Fact]
    public void Explained_as_json_it_is_a_file_that_gives_the_same_hash()
    {
        var first = Explain("--set", "session.seed=18446744073709551615");
        var file = _folder.Write("again.json", first.GetProperty("configuration").GetRawText());
        var again = Explain("--config", file);
        Assert.Equal(first.GetProperty("hash").GetString(), again.GetProperty("hash").GetString());
        var seed = again.GetProperty("values").EnumerateArray().Single(v => v.GetProperty("key").GetString() == "session.seed");
        Assert.Equal(ulong.MaxValue, seed.GetProperty("value").GetUInt64());
        Assert.Equal((file, "file"), (
            seed.GetProperty("origin").GetProperty("source").GetString(), seed.GetProperty("origin").GetProperty("kind").GetString()));
    }

    [Fact]
    public void Validate_accepts_the_defaults()
    {
        var run = BuiltHost.Run("config", "validate");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("valid: ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("explain")]
    public void All_errors_go_to_standard_error_with_their_places(string verb)
    {
        var file = _folder.Write("wrong.json", "{\n\"sesion\": {},\n\"accounts\": [{ \"id\": 0 }] }");
        var run = Run(("LATENCYENGINE__pipeline__wait", "spin"), "config", verb, "--config", file, "--set", "x=1");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains($"error: {file}:2:1: sesion: is no key; did you mean 'session'?", run.Error, StringComparison.Ordinal);
        Assert.Contains($"error: {file}:3:22: accounts.0.id: found '0'; expected", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "error: environment variable LATENCYENGINE__pipeline__wait: pipeline.wait: found 'spin'",
            run.Error, StringComparison.Ordinal);
        Assert.Contains("error: --set: x: is no key", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("4 errors", run.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("=1")]
    [InlineData("a..b=1")]
    public void An_assignment_without_key_or_value_is_a_usage_error(string assignment)
    {
        var run = BuiltHost.Run("config", "validate", "--set", assignment);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"found '{assignment}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        var run = BuiltHost.Run("config", "validate", "--config", Path.Combine(_folder.Path, "none.json"));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("none.json: cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_lists_every_key()
    {
        var table = BuiltHost.Run("config", "schema");
        Assert.Equal((ExitCode.Success, ""), (table.ExitCode, table.Error));
        var json = JsonDocument.Parse(BuiltHost.Run("config", "schema", "--json").Output).RootElement;
        Assert.True(json.GetArrayLength() > 100);
        Assert.All(json.EnumerateArray(), key => Assert.Contains(
            key.GetProperty("key").GetString()! + " ", table.Output, StringComparison.Ordinal));
    }

    private static JsonElement Explain(params string[] arguments)
    {
        var run = BuiltHost.Run(["config", "explain", "--json", .. arguments]);
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static ChildProcess Run((string Name, string Value) variable, params string[] arguments) => ChildProcess.Run(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "LatencyEngine.Host.dll"), .. arguments],
        environment: new Dictionary<string, string?> { [variable.Name] = variable.Value });
}
