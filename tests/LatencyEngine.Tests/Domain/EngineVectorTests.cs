using System.Text.Json;
using System.Text.Json.Nodes;
using LatencyEngine.Domain;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Domain;

/// <summary>
/// The golden bytes of the engine's own messages: what is in journals and on the wire must never come to mean something else.
/// </summary>
public sealed class EngineVectorTests
{
    private static readonly MessageSchema Schema =
        SchemaReader.ReadFile(Repository.PathOf("schemas", "engine.xml")).Schema!;

    private static readonly JsonArray Vectors =
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("schemas", "vectors", "engine.json")))!.AsArray();

    public static TheoryData<string> Names => [.. Vectors.Select(vector => (string)vector!["name"]!)];

    [Fact]
    public void Every_message_of_the_schema_has_a_vector() => Assert.Equal(
        Schema.Messages.Select(message => message.Name).Order(),
        Vectors.Select(vector => (string)vector!["message"]!).Distinct().Order());

    [Theory, MemberData(nameof(Names))]
    public void Generated_code_reads_its_values(string name)
    {
        var vector = Find(name);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Assert.True(LatencyEngineMessages.TryWriteJson(BytesOf(vector), json, out var status), $"{status}");
        stream.Position = 0;
        Assert.True(JsonNode.DeepEquals(vector["values"], JsonNode.Parse(stream)), vector["values"]!.ToJsonString());
    }

    [Theory, MemberData(nameof(Names))]
    public void The_interpreter_reads_and_writes_the_same_bytes(string name)
    {
        using var vector = JsonDocument.Parse(Find(name).ToJsonString());
        var outcome = new VectorVerifier(_ => Schema).Verify(vector.RootElement);
        Assert.True(outcome.Passed, outcome.Detail);
    }

    [Fact]
    public void A_quote_is_written_field_by_field_to_its_bytes()
    {
        var quote = Quote.Create();
        quote.TimestampNanos = 1_767_225_600_000_000_001;
        quote.SourceNanos = 1_767_225_599_999_000_000;
        quote.InstrumentId = 42;
        quote.VenueId = 3;
        quote.Flags = MarketFlags.EndOfBatch | MarketFlags.Simulated;
        quote.BidPrice = 100_010_000_000;
        quote.BidQuantity = 1_500;
        quote.AskPrice = 100_020_000_000;
        quote.AskQuantity = 700;
        var bytes = new byte[Quote.EncodedLength];
        Assert.Equal(Quote.EncodedLength, quote.Encode(bytes));
        Assert.Equal(BytesOf(Find("quote")), bytes);
    }

    private static JsonNode Find(string name) => Vectors.Single(vector => (string)vector!["name"]! == name)!;

    private static byte[] BytesOf(JsonNode vector) => Convert.FromHexString((string)vector["hex"]!);
}
