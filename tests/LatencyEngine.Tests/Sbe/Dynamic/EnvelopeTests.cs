using System.Text;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>A message that says all about itself, and files of messages.</summary>
public sealed class EnvelopeTests
{
    [SharedDataTheory]
    [InlineData("v0-neworder-full")]
    [InlineData("v2-neworder-full")]
    [InlineData("v2-exec-full")]
    [InlineData("be-tick-extremes")]
    public void An_envelope_keeps_version_and_padding(string name)
    {
        var vector = GoldenVectors.Find(name);
        var schema = GoldenVectors.Schema(vector.DecodedWith);
        var json = Codec.Parse(Wrap(new MessageDecoder(schema), vector.Bytes));
        Assert.True(MessageEnvelope.IsEnvelope(json));
        JsonAssert.Equal(vector.Json.GetProperty("header"), json.GetProperty("header"));
        var envelope = MessageEnvelope.Read(json, schema);
        var bytes = new MessageEncoder(schema).Encode(envelope.Message, envelope.Values, envelope.Options);
        Assert.Equal(vector.Bytes, bytes);
    }

    [Theory]
    [InlineData("""{"message":"Full","header":{"schemaId":8},"values":{}}""",
        "header.schemaId: 8; expected 9")]
    [InlineData("""{"message":"Full","header":{"templateId":1},"values":{}}""",
        "header.templateId: 1; expected 300")]
    [InlineData("""{"message":"Full","header":{"version":-1},"values":{}}""",
        "header.version: -1; expected 0 to")]
    [InlineData("""{"message":"Full","header":5,"values":{}}""", "header: 5; expected an object")]
    public void A_header_that_contradicts_the_schema_is_refused(string json, string says)
    {
        var refusal = Assert.Throws<SbeEncodeException>(
            () => MessageEnvelope.Read(Codec.Parse(json), OwnSchema.LittleEndian));
        Assert.StartsWith(says, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"message":"M","values":{}}""", true)]
    [InlineData("""{"message":"M","values":{},"other":1}""", false)]
    [InlineData("""{"message":"M","values":[]}""", false)]
    [InlineData("[]", false)]
    public void Values_that_look_like_an_envelope_are_none(string json, bool expected) =>
        Assert.Equal(expected, MessageEnvelope.IsEnvelope(Codec.Parse(json)));

    [Theory]
    [InlineData(10, "Full: blockLength 10; expected 59 to 65534")]
    [InlineData(65_535, "Full: blockLength 65535; expected 59 to 65534")]
    public void A_block_length_that_does_not_fit_is_refused(int blockLength, string says)
    {
        var json = new RandomValues(0, 1).Of(OwnSchema.LittleEndian.Messages[0]);
        var refusal = Assert.Throws<SbeEncodeException>(() =>
            Codec.Encode(OwnSchema.LittleEndian, "Full", json, new EncodeOptions(BlockLength: blockLength)));
        Assert.Equal(says, refusal.Message);
    }

    [Theory]
    [InlineData("0a0b", "0A0B")]
    [InlineData(" 0A\n0b \r\n", "0A0B")]
    [InlineData("0a0", "306130")]
    [InlineData("0x", "3078")]
    [InlineData("", "")]
    public void Hex_text_is_told_from_bytes(string content, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(HexText.ToBytes(Encoding.ASCII.GetBytes(content))));

    private static string Wrap(MessageDecoder decoder, byte[] bytes)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream);
        MessageEnvelope.Write(decoder, bytes, json, default);
        json.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
