using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>The verifier passes what is right and, the negative control, fails what was changed.</summary>
public sealed class VectorVerifierTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly VectorVerifier Golden = new(GoldenVectors.Schema);

    [SharedDataFact]
    public void Every_golden_and_every_malformed_vector_passes()
    {
        foreach (var vector in GoldenVectors.All.Concat(GoldenVectors.Malformed))
        {
            var outcome = Golden.Verify(vector.Json);
            Assert.True(outcome.Passed, $"{outcome.Name}: {outcome.Detail}");
        }
    }

    [SharedDataTheory]
    [InlineData("\"level\": -3", "\"level\": -4", "$.level: expected -4, found -3")]
    [InlineData("\"flagsRaw\": 133", "\"flagsRaw\": 134", "$.flagsRaw: expected 134, found 133")]
    [InlineData("\"consumed\": 66", "\"consumed\": 65", "consumed 66 bytes; expected 65")]
    [InlineData("\"level\": -3", "\"level\": -3, \"more\": 1", "$.more: expected 1, found nothing")]
    [InlineData("\"level\": -3,", "", "$.level: expected nothing, found -3")]
    [InlineData("\"decodedWith\": \"golden-v2.xml\"", "\"decodedWith\": \"golden-be-v2.xml\"",
        "header.schemaId at byte 4")]
    public void A_changed_vector_fails(string part, string changed, string says)
    {
        var text = Spaced(GoldenVectors.Find("v2-tick-full").Json);
        Assert.Contains(part, text, StringComparison.Ordinal);
        var outcome = Golden.Verify(Codec.Parse(text.Replace(part, changed, StringComparison.Ordinal)));
        Assert.False(outcome.Passed);
        Assert.StartsWith(says, outcome.Detail, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void A_good_message_among_the_malformed_fails()
    {
        var good = GoldenVectors.Find("v2-heartbeat").Json.GetProperty("hex").GetString();
        var json = $$"""{"name":"x","schema":"golden-v2.xml","hex":"{{good}}"}""";
        var outcome = Golden.Verify(Codec.Parse(json));
        Assert.Equal((false, "accepted as {}; expected a refusal"), (outcome.Passed, outcome.Detail));
    }

    [Fact]
    public void A_vector_without_a_schema_fails() =>
        Assert.Equal(
            "the vector has no member 'schema'", Golden.Verify(Codec.Parse("""{"hex":"00"}""")).Detail);

    [Theory]
    [InlineData("""{"a":1,"b":[1,2.50]}""", """{"b":[1.0,2.5],"a":1}""", null)]
    [InlineData("18446744073709551615", "18446744073709551614", "$: expected 18446744073709551615")]
    [InlineData("[1]", "[1,2]", "$: expected [1], found [1,2]")]
    [InlineData("\"a\"", "\"b\"", "$: expected \"a\", found \"b\"")]
    [InlineData("null", "0", "$: expected null, found 0")]
    [InlineData("true", "false", "$: expected true, found false")]
    public void Json_is_compared_by_meaning(string expected, string actual, string? says)
    {
        var difference = JsonDifference.Find(Codec.Parse(expected), Codec.Parse(actual));
        if (says is null) Assert.Null(difference);
        else Assert.StartsWith(says, difference, StringComparison.Ordinal);
    }

    private static string Spaced(JsonElement json) =>
        JsonSerializer.Serialize(json, Indented);
}
