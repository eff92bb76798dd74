using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>
/// The interpreter against bytes made by genuine codecs, of every version and both byte orders.
/// </summary>
public sealed class GoldenVectorTests
{
    public static TheoryData<string> Names => [.. GoldenVectors.All.Select(v => v.Name)];

    [SharedDataFact]
    public void All_vectors_are_here()
    {
        Assert.Equal(44, GoldenVectors.All.Count);
        Assert.Equal(14, GoldenVectors.Malformed.Count);
    }

    [SharedDataTheory, MemberData(nameof(Names))]
    public void A_golden_message_decodes_to_its_values(string name)
    {
        var vector = GoldenVectors.Find(name);
        var schema = GoldenVectors.Schema(vector.DecodedWith);
        var hasRaw = vector.Values.TryGetProperty("flagsRaw", out _);
        var (json, result) = Codec.Decode(schema, vector.Bytes, hasRaw);
        JsonAssert.Equal(vector.Values, Codec.Parse(json));
        Assert.Equal(vector.Message, result.Message.Name);
        Assert.Equal(vector.Consumed, result.Consumed);
        Assert.Equal(vector.Bytes.Length - vector.Consumed, result.UnreadBytes);
    }

    [SharedDataTheory, MemberData(nameof(Names))]
    public void A_golden_message_encodes_to_the_same_bytes(string name)
    {
        var vector = GoldenVectors.Find(name);
        var schema = GoldenVectors.Schema(vector.SchemaFile);
        var json = Codec.Decode(schema, vector.Bytes).Json;
        Assert.Equal(Convert.ToHexString(vector.Bytes),
            Convert.ToHexString(Codec.Encode(schema, vector.Message, json)));
    }

    [SharedDataTheory, MemberData(nameof(Names))]
    public void The_values_of_a_golden_message_encode_to_its_bytes(string name)
    {
        var vector = GoldenVectors.Find(name);
        if (vector.SchemaFile == "golden-v3.xml") return; // Its values are what version 2 sees.
        var bytes = Codec.Encode(
            GoldenVectors.Schema(vector.SchemaFile), vector.Message, vector.Values.GetRawText());
        Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(bytes));
    }

    [SharedDataTheory]
    [InlineData("hdr-truncated", "header", 0, "5 bytes are left; the message header takes 8")]
    [InlineData("root-truncated", "Tick", 8, "the block has 58 bytes; 32 are left")]
    [InlineData("blocklength-zero", "Tick", 0, "blockLength 0 is too short")]
    [InlineData("blocklength-short", "Tick", 0, "blockLength 20 is too short; version 2 has fields")]
    [InlineData("blocklength-huge", "Tick", 8, "the block has 60000 bytes; 58 are left")]
    [InlineData("unknown-template", "header.templateId", 2,
        "schema 901 has no message 99; expected one of 10")]
    [InlineData("wrong-schema", "header.schemaId", 4, "schema 7; expected 901")]
    [InlineData("group-header-truncated", "ExecReport.fills", 54, "the group dimensions take 4 bytes; 2 are")]
    [InlineData("group-count-huge", "ExecReport.fills", 56, "numInGroup 65535 is out of range")]
    [InlineData("group-blocklength-short", "ExecReport.fills", 54, "blockLength 3 is too short")]
    [InlineData("nested-count-huge", "ExecReport.fills[0].allocs", 81, "numInGroup 255 is out of range")]
    [InlineData("vardata-length-huge", "ExecReport.fills[0].note", 94, "length 65535 is above the schema's")]
    [InlineData("vardata-truncated", "ExecReport.reason", 170, "the data have 14 bytes; 11 are left")]
    [InlineData("vardata-u32-max", "ExecReport.raw", 62, "length 4294967295 is out of range")]
    public void A_hostile_message_is_refused_with_a_reason(
        string name, string place, int offset, string reason)
    {
        var vector = GoldenVectors.Find(name);
        var schema = GoldenVectors.Schema(vector.SchemaFile);
        var refusal = Assert.Throws<SbeDecodeException>(() => Codec.Decode(schema, vector.Bytes));
        Assert.StartsWith($"{place} at byte {offset}: {reason}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(offset, refusal.Offset);
    }
}
