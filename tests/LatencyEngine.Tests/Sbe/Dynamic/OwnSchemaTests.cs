using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>Bytes written by hand for <see cref="OwnSchema"/>, both ways.</summary>
public sealed class OwnSchemaTests
{
    private const string Json =
        """
        {"kind":"Large","bits":["First","Last"],"bitsRaw":32775,"amount":{"value":-2,"scale":3,"bits":["Last"]},
         "label":"AB","letter":"z","rate":1.5,"bounded":-5,"curve":[0.25,null],"added":null,
         "rows":[{"x":7,"cells":[{"y":1},{"y":2}],"note":"hi"},{"x":-1,"cells":[],"note":""}],
         "extra":[{},{}],"blob":"00ff"}
        """;

    private const string Hex =
        // Header: version, blockLength, schemaId, templateId, two groups, one var data.
        "0100" + "3b00" + "0900" + "2c01" + "0200" + "0100"
        // kind, bits with two that have no name, five bytes of gap, amount, its gap.
        + "02" + "0780" + "0000000000" + "feffffffffffffff" + "03" + "0080" + "0000000000"
        // label, letter, rate, bounded, curve, added.
        + "41420000" + "7a" + "0000c03f" + "fbff"
        + "000000000000d03f" + "000000000000f87f" + "ffffffffffffffff"
        // rows: blockLength, a gap, two entries, one group and one var data each.
        + "0400" + "0000" + "02" + "01" + "01"
        + "07000000" + "0100" + "0000" + "02" + "00" + "00" + "01" + "02" + "02" + "6869"
        + "ffffffff" + "0100" + "0000" + "00" + "00" + "00" + "00"
        // extra: two entries without a byte; blob.
        + "0000" + "0000" + "02" + "00" + "00"
        + "02000000" + "00ff";

    [Fact]
    public void A_header_with_counts_groups_with_gaps_and_long_data_encode_to_their_bytes() =>
        Assert.Equal(Hex, Convert.ToHexStringLower(Codec.Encode(OwnSchema.LittleEndian, "Full", Json)));

    [Fact]
    public void The_bytes_decode_to_the_values()
    {
        var bytes = Convert.FromHexString(Hex);
        var (json, result) = Codec.Decode(OwnSchema.LittleEndian, bytes);
        JsonAssert.Equal(Codec.Parse(Json), Codec.Parse(json));
        Assert.Equal((bytes.Length, 0), (result.Consumed, result.UnreadBytes));
        Assert.Equal(new HeaderValues(59, 300, 9, 1), result.Header);
    }

    [Fact]
    public void Big_endian_turns_every_number_around_and_nothing_else()
    {
        var little = Codec.Encode(OwnSchema.LittleEndian, "Full", Json);
        var big = Codec.Encode(OwnSchema.BigEndian, "Full", Json);
        Assert.Equal("0001" + "003b" + "0009" + "012c" + "0002" + "0001" + "02" + "8007",
            Convert.ToHexStringLower(big.AsSpan(0, 15)));
        Assert.Equal(little.Length, big.Length);
        JsonAssert.Equal(Codec.Parse(Json), Codec.Parse(Codec.Decode(OwnSchema.BigEndian, big).Json));
    }

    [Fact]
    public void An_older_version_ends_at_its_fields_and_counts_its_groups()
    {
        const string Old =
            """
            {"kind":"Small","bits":[],"amount":null,"label":null,"letter":"","rate":null,"bounded":0,
             "curve":null,
             "added":null,"rows":[],"extra":[],"blob":""}
            """;
        var bytes = Codec.Encode(OwnSchema.LittleEndian, "Full", Old, new EncodeOptions(Version: 0));
        Assert.Equal(
            "0000" + "3300" + "0900" + "2c01" + "0100" + "0000"
            + "01" + "0000" + "0000000000" + "0000000000000080" + "80" + "0000" + "0000000000"
            + "00000000" + "00" + "0000c07f" + "0000" + "000000000000f87f" + "000000000000f87f"
            + "0400" + "0000" + "00" + "01" + "01",
            Convert.ToHexStringLower(bytes));
        var values = Codec.Parse(Codec.Decode(OwnSchema.LittleEndian, bytes).Json);
        JsonAssert.Equal(Codec.Parse(Old), values);
    }

    [Fact]
    public void A_longer_root_block_and_longer_entries_are_skipped()
    {
        const string Longer =
            "0200" + "3d00" + "0900" + "2c01" + "0200" + "0100"
            + "01" + "0000" + "0000000000" + "0000000000000080" + "80" + "0000" + "0000000000"
            + "00000000" + "41" + "00000000" + "0000" + "000000000000f87f" + "000000000000f87f"
            + "0100000000000000" + "aaaa"
            + "0600" + "0000" + "01" + "01" + "01" + "05000000" + "bbbb"
            + "0100" + "0000" + "00" + "00" + "00" + "00"
            + "0000" + "0000" + "00" + "00" + "00" + "00000000" + "cccccc";
        var (json, result) = Codec.Decode(OwnSchema.LittleEndian, Convert.FromHexString(Longer));
        var values = Codec.Parse(json);
        Assert.Equal(1, values.GetProperty("added").GetInt32());
        Assert.Equal(5, values.GetProperty("rows")[0].GetProperty("x").GetInt32());
        Assert.Equal(3, result.UnreadBytes);
    }

    [Theory]
    [InlineData(ByteOrder.LittleEndian)]
    [InlineData(ByteOrder.BigEndian)]
    public void An_optional_composite_of_nulls_is_null_and_one_with_a_value_is_not(ByteOrder order)
    {
        var schema = OwnSchema.Of(order);
        var json = Json.Replace(
            """{"value":-2,"scale":3,"bits":["Last"]}""", """{"value":null,"scale":3,"bits":[]}""",
            StringComparison.Ordinal);
        var values = Codec.Parse(Codec.Decode(schema, Codec.Encode(schema, "Full", json)).Json);
        Assert.Equal(3, values.GetProperty("amount").GetProperty("scale").GetInt32());
    }

    [Fact]
    public void Raw_numbers_stand_beside_every_set()
    {
        var json = Codec.Decode(OwnSchema.LittleEndian, Convert.FromHexString(Hex), includeRaw: true).Json;
        var values = Codec.Parse(json);
        Assert.Equal(0x8007, values.GetProperty("bitsRaw").GetInt32());
        Assert.Equal(2, values.GetProperty("bits").GetArrayLength());
        Assert.Equal(0x8000, values.GetProperty("amount").GetProperty("bitsRaw").GetInt32());
        Assert.Equal(Hex, Convert.ToHexStringLower(Codec.Encode(OwnSchema.LittleEndian, "Full", json)));
    }

    [Fact]
    public void Values_without_a_name_are_numbers_and_bytes_without_text_are_hex()
    {
        var bytes = Convert.FromHexString(Hex);
        bytes[12] = 200; // kind
        bytes[36] = 0xE9; // label: no ASCII
        var (json, _) = Codec.Decode(OwnSchema.LittleEndian, bytes);
        var values = Codec.Parse(json);
        Assert.Equal(200, values.GetProperty("kind").GetInt32());
        Assert.Equal("e942", values.GetProperty("label").GetProperty("bytes").GetString());
        Assert.Equal(bytes, Codec.Encode(OwnSchema.LittleEndian, "Full", json));
    }

    [Fact]
    public void Infinities_and_negative_zero_come_back()
    {
        var json = Json.Replace("1.5", "\"-Infinity\"", StringComparison.Ordinal)
            .Replace("0.25", "-0.0", StringComparison.Ordinal);
        var bytes = Codec.Encode(OwnSchema.LittleEndian, "Full", json);
        var again =
            Codec.Encode(OwnSchema.LittleEndian, "Full", Codec.Decode(OwnSchema.LittleEndian, bytes).Json);
        Assert.Equal(bytes, again);
        Assert.Equal("000080ff", Convert.ToHexStringLower(bytes.AsSpan(41, 4)));
    }
}
