using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>Runs the built Host's <c>sbe</c> verbs on real files, as a user would.</summary>
public sealed class SbeVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Schemas => SharedData.PathOf("sbe", "schemas");

    public void Dispose() => _folder.Dispose();

    [SharedDataFact]
    public void Verify_passes_all_golden_vectors_and_refuses_all_malformed_ones()
    {
        var run = BuiltHost.Run(
            "sbe", "verify", Schemas, SharedData.PathOf("sbe", "vectors.json"), SharedData.PathOf("sbe", "malformed.json"));
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("58 of 58 vectors passed", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Verify_fails_on_a_wrong_value()
    {
        var text = File.ReadAllText(SharedData.PathOf("sbe", "vectors.json"));
        var wrong = _folder.Write(
            "wrong.json", text.Replace("\"instrumentId\": 42", "\"instrumentId\": 43", StringComparison.Ordinal));
        Assert.NotEqual(text, File.ReadAllText(wrong));
        Assert.Equal(ExitCode.Failure, BuiltHost.Run("sbe", "verify", Schemas, wrong).ExitCode);
    }

    [SharedDataTheory]
    [InlineData("v2-exec-full", "golden-v2.xml")]
    [InlineData("v0-neworder-full", "golden-v0.xml")]
    [InlineData("v3-tick-nulls", "golden-v3.xml")]
    [InlineData("be-exec-full", "golden-be-v2.xml")]
    public void What_decode_prints_encode_turns_back_into_the_same_bytes(string name, string schema)
    {
        var vector = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("sbe", "vectors.json"))).RootElement
            .EnumerateArray().Single(v => v.GetProperty("name").GetString() == name);
        var hex = vector.GetProperty("hex").GetString()!;
        var message = vector.GetProperty("message").GetString()!;
        var binary = Path.Combine(_folder.Path, "message.bin");
        File.WriteAllBytes(binary, Convert.FromHexString(hex));

        var decoded = BuiltHost.Run("sbe", "decode", Path.Combine(Schemas, schema), binary);
        var json = _folder.Write("message.json", decoded.Output);
        var encoded = BuiltHost.Run("sbe", "encode", Path.Combine(Schemas, schema), json, "--message", message);

        Assert.Equal((ExitCode.Success, ExitCode.Success), (decoded.ExitCode, encoded.ExitCode));
        Assert.Equal(hex, encoded.Output.Trim());
    }

    [Fact]
    public void A_file_that_is_no_message_is_refused_by_name()
    {
        var file = _folder.Write("junk.txt", "this is no message");
        var run = BuiltHost.Run("sbe", "decode", Repository.PathOf("schemas", "engine.xml"), file);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("junk.txt", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schemas_of_the_engine_are_clean()
    {
        var run = BuiltHost.Run("sbe", "lint", Repository.PathOf("schemas", "engine.xml"));
        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Error);
    }
}
