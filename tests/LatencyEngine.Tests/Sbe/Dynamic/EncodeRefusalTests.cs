using LatencyEngine.Sbe.Dynamic;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>Values that fit no message are refused with the path of what is wrong.</summary>
public sealed class EncodeRefusalTests
{
    private const string Good =
        """
        {"kind":"Small","bits":["First"],"amount":{"value":1,"scale":2,"bits":[]},"label":"AB","letter":"z",
         "rate":1.5,"bounded":5,"curve":[1,2],"added":3,"rows":[{"x":7,"cells":[{"y":1}],"note":"hi"}]}
        """;

    [Theory]
    [InlineData("\"Small\"", "\"Huge\"",
        "Full.kind: 'Huge' is no value of Kind; expected one of Small, Large")]
    [InlineData("\"Small\"", "256", "Full.kind: 256 does not fit uint8 of Kind")]
    [InlineData("\"Small\"", "true", "Full.kind: true; expected a name or a number of Kind")]
    [InlineData("\"Small\"", "null", "Full.kind: null, but it is required")]
    [InlineData("\"kind\":\"Small\",", "", "Full.kind: missing, but it is required")]
    [InlineData("[\"First\"]", "[\"Second\"]", "Full.bits: 'Second' is no choice of Bits")]
    [InlineData("[\"First\"]", "[65536]",
        "Full.bits: 65536; expected the name of a choice, or bits from 0 to 65535")]
    [InlineData("[\"First\"]", "1", "Full.bits: 1; expected an array of the choices of Bits")]
    [InlineData("[\"First\"]", "[\"First\"],\"bitsRaw\":2",
        "Full.bits: [\"First\"] disagrees with bitsRaw 2")]
    [InlineData("\"scale\":2", "\"scale\":200",
        "Full.amount.scale: 200 is out of range; expected -127 to 127")]
    [InlineData("\"scale\":2", "\"scale\":1.5", "Full.amount.scale: 1.5 is not a whole number")]
    [InlineData("\"scale\":2", "\"scale\":2,\"x\":1",
        "Full.amount.x: the schema has no such member; found 1")]
    [InlineData("{\"value\":1,\"scale\":2,\"bits\":[]}", "5", "Full.amount: 5; expected an object")]
    [InlineData("\"AB\"", "\"ABCDE\"", "Full.label: 5 bytes; expected at most 4")]
    [InlineData("\"AB\"", "\"é\"", "Full.label: \"é\" has characters outside ASCII")]
    [InlineData("\"AB\"", "{\"bytes\":\"123\"}",
        "Full.label: \"123\"; expected an even number of hex digits")]
    [InlineData("1.5", "1e39", "Full.rate: 1e39 does not fit float")]
    [InlineData("1.5", "\"fast\"", "Full.rate: \"fast\" is not a number")]
    [InlineData("\"bounded\":5", "\"bounded\":6", "Full.bounded: 6 is out of range; expected -5 to 5")]
    [InlineData("[1,2]", "[1]", "Full.curve: [1]; expected an array of 2 numbers")]
    [InlineData("[1,2]", "[1,\"x\"]", "Full.curve[1]: \"x\" is not a number")]
    [InlineData("\"y\":1", "\"y\":255", "Full.rows[0].cells[0].y: 255 is out of range; expected 0 to 254")]
    [InlineData("\"rows\":[", "\"rows\":[1,", "Full.rows[0]: 1; expected an object")]
    [InlineData("\"rows\":[", "\"rows\":5,\"z\":[", "Full.z: the schema has no such member")]
    [InlineData("[{\"y\":1}]", "[{\"y\":1},{\"y\":1},{\"y\":1},{\"y\":1}]",
        "Full.rows[0].cells: 4 entries; expected 0 to 3")]
    [InlineData("\"hi\"", "5", "Full.rows[0].note: 5; expected a string")]
    [InlineData("\"added\":3", "\"added\":-1", "Full.added: -1 is out of range")]
    [InlineData("\"added\":3", "\"blob\":\"0g\"", "Full.blob: \"0g\"; expected an even number of hex digits")]
    public void A_wrong_value_is_refused_with_its_path(string part, string wrong, string says)
    {
        var json = Good.Replace(part, wrong, StringComparison.Ordinal);
        var refusal =
            Assert.Throws<SbeEncodeException>(() => Codec.Encode(OwnSchema.LittleEndian, "Full", json));
        Assert.StartsWith(says, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("Full", refusal.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Small\"", "\"Large\"",
        "Full.kind: 'Large' exists since version 1 only; writing version 0")]
    [InlineData("[\"First\"]", "[\"Last\"]",
        "Full.bits: 'Last' exists since version 1 only; writing version 0")]
    [InlineData("\"bits\":[]", "\"bits\":[\"First\"]",
        "Full.amount.bits: [\"First\"], but it exists since version 1 only")]
    [InlineData("}]}", "}],\"extra\":[{}]}", "Full.extra: [{}], but it exists since version 1 only")]
    [InlineData("}]}", "}],\"blob\":\"00\"}", "Full.blob: \"00\", but it exists since version 1 only")]
    [InlineData("\"label\"", "\"added\":3,\"label\"", "Full.added: 3, but it exists since version 1 only")]
    public void What_an_older_version_lacks_must_be_null(string part, string wrong, string says)
    {
        var old = Good.Replace("\"added\":3,", "", StringComparison.Ordinal);
        var options = new EncodeOptions(Version: 0);
        Codec.Encode(OwnSchema.LittleEndian, "Full", old, options);
        var json = old.Replace(part, wrong, StringComparison.Ordinal);
        var refusal = Assert.Throws<SbeEncodeException>(
            () => Codec.Encode(OwnSchema.LittleEndian, "Full", json, options));
        Assert.StartsWith(says, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_version_that_the_schema_does_not_know_is_refused(int version)
    {
        var refusal = Assert.Throws<SbeEncodeException>(
            () => Codec.Encode(OwnSchema.LittleEndian, "Full", Good, new EncodeOptions(version)));
        Assert.Equal($"Full: version {version}; expected 0 to 1", refusal.Message);
    }

    [Fact]
    public void An_unknown_message_is_refused_with_those_there_are()
    {
        var refusal =
            Assert.Throws<SbeEncodeException>(() => Codec.Encode(OwnSchema.LittleEndian, "Half", Good));
        Assert.Equal("the schema has no message 'Half'; expected one of Full", refusal.Message);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Unknown_members_without_a_value_are_tolerated(string nothing) =>
        Assert.Equal(
            Codec.Encode(OwnSchema.LittleEndian, "Full", Good),
            Codec.Encode(OwnSchema.LittleEndian, "Full", Good.Insert(1, $"\"later\":{nothing},")));

    [Fact]
    public void Constants_may_be_given_if_they_are_right()
    {
        var schema = SchemaText.Read(SchemaText.With(
            "<type name='k' primitiveType='uint16' presence='constant'>77</type>"
            + "<type name='mic' primitiveType='char' presence='constant'>XNAS</type>",
            SchemaText.Message("<field name='k' id='1' type='k'/><field name='m' id='2' type='mic'/>"
                + "<field name='s' id='3' type='Side' presence='constant' valueRef='Side.Buy'/>")));
        const string Json = """{"k":77,"m":"XNAS","s":"Buy"}""";
        var bytes = Codec.Encode(schema, "M", Json);
        Assert.Equal(8, bytes.Length);
        Assert.Equal(bytes, Codec.Encode(schema, "M", "{}"));
        JsonAssert.Equal(Codec.Parse(Json), Codec.Parse(Codec.Decode(schema, bytes).Json));
        var refusal = Assert.Throws<SbeEncodeException>(() => Codec.Encode(schema, "M", """{"k":78}"""));
        Assert.Equal("M.k: 78, but it is the constant 77", refusal.Message);
    }
}
