using System.Text;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>
/// The interpreter on a schema of our own: 12-byte header, counts in headers, versions, and every refusal.
/// </summary>
public sealed class MessageEncoderTests
{
    private const string SchemaText =
        """
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="test" id="5" version="1" byteOrder="BYTEORDER">
          <types>
            <composite name="messageHeader">
              <type name="blockLength" primitiveType="uint16"/>
              <type name="templateId" primitiveType="uint16"/>
              <type name="schemaId" primitiveType="uint16"/>
              <type name="version" primitiveType="uint16"/>
              <type name="numGroups" primitiveType="uint16"/>
              <type name="numVarDataFields" primitiveType="uint16"/>
            </composite>
            <composite name="groupSizeEncoding">
              <type name="blockLength" primitiveType="uint16"/>
              <type name="numInGroup" primitiveType="uint8" maxValue="3"/>
              <type name="numGroups" primitiveType="uint8"/>
              <type name="numVarDataFields" primitiveType="uint8"/>
            </composite>
            <composite name="blob">
              <type name="length" primitiveType="uint32"/>
              <type name="varData" primitiveType="uint8" length="0"/>
            </composite>
            <composite name="text">
              <type name="length" primitiveType="uint8"/>
              <type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-8"/>
            </composite>
            <composite name="price"><type name="mantissa" primitiveType="int64" presence="optional"/>
              <type name="exponent" primitiveType="int8" presence="constant">-2</type></composite>
            <type name="code" primitiveType="char" length="3"/>
            <type name="percent" primitiveType="uint8" maxValue="100"/>
            <enum name="Color" encodingType="uint8"><validValue name="Red">1</validValue><validValue name="Blue">2</validValue></enum>
            <set name="Marks" encodingType="uint8"><choice name="A">0</choice><choice name="B">3</choice></set>
          </types>
          <sbe:message name="M" id="9">
            <field name="number" id="1" type="int32"/>
            <field name="maybe" id="2" type="uint16" presence="optional"/>
            <field name="code" id="3" type="code"/>
            <field name="percent" id="4" type="percent"/>
            <field name="color" id="5" type="Color"/>
            <field name="marks" id="6" type="Marks"/>
            <field name="price" id="7" type="price"/>
            <field name="letter" id="8" type="char"/>
            <field name="newer" id="9" type="uint16" presence="optional" sinceVersion="1"/>
            <group name="rows" id="20" dimensionType="groupSizeEncoding">
              <field name="x" id="21" type="int8"/>
              <data name="note" id="22" type="text"/>
            </group>
            <data name="blob" id="30" type="blob"/>
            <data name="late" id="31" type="text" sinceVersion="1"/>
          </sbe:message>
        </sbe:messageSchema>
        """;

    private const string Values =
        """
        {"number":-5,"maybe":null,"code":"AB","percent":100,"color":"Blue","marks":["A","B"],"price":{"mantissa":7,"exponent":-2},
         "letter":"x","newer":3,"rows":[{"x":1,"note":"é"},{"x":2,"note":""}],"blob":"00ff","late":"z"}
        """;

    private static readonly MessageSchema Little = Read("littleEndian");
    private static readonly MessageSchema Big = Read("bigEndian");

    [Fact]
    public void Every_byte_stands_where_the_schema_says() => Assert.Equal(
        "170009000500010001000200" + "fbffffff" + "ffff" + "414200" + "64" + "02" + "09" + "0700000000000000" + "78" + "0300"
        + "0100020001" + "01" + "02c3a9" + "02" + "00" + "0200000000ff" + "017a",
        Hex(Little, Values));

    [Fact]
    public void Big_endian_turns_every_number_round() => Assert.StartsWith(
        "0017" + "0009" + "0005" + "0001" + "0001" + "0002" + "fffffffb" + "ffff" + "414200",
        Hex(Big, Values), StringComparison.Ordinal);

    [Theory]
    [InlineData("littleEndian")]
    [InlineData("bigEndian")]
    public void Decoding_gives_the_values_back(string byteOrder)
    {
        var schema = Read(byteOrder);
        var decoded = new MessageDecoder(schema).Decode(Encode(schema, Values));
        Assert.Null(Difference(Values, decoded));
        Assert.Equal(("M", 1), (decoded.Message.Name, decoded.Version));
    }

    [Fact]
    public void An_older_version_leaves_out_what_is_newer()
    {
        var older = Values.Replace("\"newer\":3", "\"newer\":null", StringComparison.Ordinal)
            .Replace("\"late\":\"z\"", "\"late\":\"\"", StringComparison.Ordinal);
        var bytes = Encode(Little, older, version: 0);
        Assert.Equal("1500", Convert.ToHexStringLower(bytes.AsSpan(0, 2)));
        Assert.Equal("01000100", Convert.ToHexStringLower(bytes.AsSpan(8, 4)));
        Assert.Null(Difference(older, new MessageDecoder(Little).Decode(bytes)));
    }

    [Fact]
    public void An_older_version_refuses_what_it_cannot_carry()
    {
        var refusal = Assert.Throws<SbeEncodeException>(() => Encode(Little, Values, version: 0));
        Assert.Equal("M.newer: exists since version 1; version 0 cannot carry it", refusal.Message);
    }

    [Fact]
    public void A_version_that_the_schema_does_not_have_is_refused() =>
        Assert.Throws<SbeEncodeException>(() => Encode(Little, Values, version: 2));

    [Theory]
    [InlineData("\"number\":-5", "\"number\":2147483648", "M.number: 2147483648; expected an integer from -2147483648 to 2147483647")]
    [InlineData("\"number\":-5", "\"number\":1.5", "M.number: 1.5; expected an integer from -2147483648 to 2147483647")]
    [InlineData("\"number\":-5", "\"number\":null", "M.number: missing; expected a value of int32")]
    [InlineData("\"percent\":100", "\"percent\":101", "M.percent: 101; the schema allows 0 to 100")]
    [InlineData("\"code\":\"AB\"", "\"code\":\"ABCD\"", "M.code: 4 bytes of text; code has room for 3")]
    [InlineData("\"code\":\"AB\"", "\"code\":\"é\"", "M.code: \"é\" has characters that ASCII has not")]
    [InlineData("\"color\":\"Blue\"", "\"color\":\"Pink\"", "M.color: \"Pink\"; expected Red, Blue, or a number")]
    [InlineData("\"marks\":[\"A\",\"B\"]", "\"marks\":[\"C\"]", "M.marks: \"C\"; expected A, B")]
    [InlineData("\"marks\":[\"A\",\"B\"]", "\"marks\":[\"A\"],\"marksRaw\":9", "M.marksRaw: 9; the names of marks make 1")]
    [InlineData("\"exponent\":-2", "\"exponent\":-3", "M.price.exponent: -3; the schema fixes it to -2")]
    [InlineData("\"exponent\":-2", "\"extra\":1", "M.price.extra: price has no such member")]
    [InlineData("\"letter\":\"x\"", "\"letter\":\"xy\"", "M.letter: \"xy\"; expected one character")]
    [InlineData("\"x\":2", "\"x\":200", "M.rows[1].x: 200; expected an integer from -128 to 127")]
    [InlineData("\"blob\":\"00ff\"", "\"blob\":\"0\"", "M.blob: \"0\"; expected pairs of hex digits")]
    [InlineData("\"late\":\"z\"", "\"unknown\":1", "M.unknown: the schema has no such member")]
    public void What_has_no_bytes_is_refused_by_name(string good, string bad, string message)
    {
        Assert.Contains(good, Values, StringComparison.Ordinal);
        var refusal = Assert.Throws<SbeEncodeException>(
            () => Encode(Little, Values.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void More_entries_than_the_schema_allows_are_refused_both_ways()
    {
        var many = Values.Replace("{\"x\":2,", "{\"x\":8,\"note\":\"\"},{\"x\":9,\"note\":\"\"},{\"x\":2,", StringComparison.Ordinal);
        Assert.Contains("4 entries", Assert.Throws<SbeEncodeException>(() => Encode(Little, many)).Message, StringComparison.Ordinal);
        var bytes = Encode(Little, Values);
        bytes[12 + 0x17 + 2] = 4;
        Assert.Contains("4 entries", Assert.Throws<SbeDecodeException>(() => Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_bits_and_values_survive_the_way_there_and_back()
    {
        var bytes = Encode(Little, Values);
        bytes[22] = 77; // color
        bytes[23] = 0b1001_1001; // marks
        bytes[32] = 0x80; // letter
        using var values = JsonDocument.Parse(Decode(bytes).Values);
        Assert.Equal(77, values.RootElement.GetProperty("color").GetInt32());
        Assert.Equal(0b1001_1001, values.RootElement.GetProperty("marksRaw").GetInt32());
        Assert.Equal(bytes, new MessageEncoder(Little).Encode(Little.Messages[0], values.RootElement));
    }

    [Fact]
    public void Text_that_its_encoding_cannot_read_survives_too()
    {
        var bytes = Encode(Little, Values);
        var note = bytes.AsSpan().IndexOf("é"u8);
        bytes[note] = 0xFF;
        using var values = JsonDocument.Parse(Decode(bytes).Values);
        Assert.Equal(bytes, new MessageEncoder(Little).Encode(Little.Messages[0], values.RootElement));
    }

    private static DecodedMessage Decode(byte[] bytes) => new MessageDecoder(Little).Decode(bytes);

    private static string Hex(MessageSchema schema, string values) => Convert.ToHexStringLower(Encode(schema, values));

    private static byte[] Encode(MessageSchema schema, string values, int? version = null)
    {
        using var json = JsonDocument.Parse(values);
        return new MessageEncoder(schema).Encode(schema.Messages[0], json.RootElement, version);
    }

    private static string? Difference(string expected, DecodedMessage actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(Encoding.UTF8.GetString(actual.Values.Span));
        return JsonComparison.FirstDifference(left.RootElement, right.RootElement);
    }

    private static MessageSchema Read(string byteOrder)
    {
        var result = SchemaReader.ReadText(SchemaText.Replace("BYTEORDER", byteOrder, StringComparison.Ordinal), "test.xml");
        Assert.Empty(result.Errors);
        return result.Schema!;
    }
}
