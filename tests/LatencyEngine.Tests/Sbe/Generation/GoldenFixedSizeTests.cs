using System.Text.Json.Nodes;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>Generated code against the bytes of genuine codecs, for messages of fixed size.</summary>
public sealed class GoldenFixedSizeTests
{
    public static TheoryData<string> FixedVectors() =>
        [.. CodecVectors.All.Where(v => v.Message is "Tick" or "Heartbeat").Select(v => v.Name)];

    public static TheoryData<string> NewOrderVectors() =>
        [.. CodecVectors.All.Where(v => v.Message is "NewOrder").Select(v => v.Name)];

    [SharedDataTheory, MemberData(nameof(FixedVectors))]
    public void Every_golden_vector_decodes_to_its_values(string name)
    {
        var vector = CodecVectors.Named(name);
        var json = JsonNode.Parse(JsonOf(vector));
        var expected = GoldenValues.Of(vector);
        Assert.True(JsonNode.DeepEquals(expected, json), $"expected {expected}, found {json}");
    }

    [SharedDataTheory, MemberData(nameof(FixedVectors))]
    public void Every_golden_vector_is_encoded_again_to_the_same_bytes(string name)
    {
        var vector = CodecVectors.Named(name);
        var (generated, _, driver) = GoldenAssemblies.For(vector.Schema);
        var copy = generated.Method<Func<byte[], byte[], int, int>>(driver, "Copy" + vector.Message);
        var destination = new byte[256];
        var senderVersion = name.StartsWith("v0", StringComparison.Ordinal) ? 0 : 2;
        var length = copy(vector.Bytes, destination, senderVersion);

        // A version 3 sender's bytes come back as version 2, which is the same vector of the golden schema.
        var expected = name.StartsWith("v3", StringComparison.Ordinal)
            ? CodecVectors.Named("v2" + name[2..]).Bytes
            : vector.Bytes;
        Assert.Equal(Convert.ToHexStringLower(expected), Convert.ToHexStringLower(destination.AsSpan(0, Math.Max(0, length))));
    }

    [SharedDataTheory, MemberData(nameof(NewOrderVectors))]
    public void Every_block_of_a_larger_message_is_copied_member_by_member_to_the_same_bytes(string name)
    {
        var vector = CodecVectors.Named(name);
        var (generated, _, driver) = GoldenAssemblies.For(vector.Schema);
        var (blockLength, version) = name[..2] switch { "v0" => (112, 0), "v3" => (144, 3), _ => (128, 2) };
        var copy = generated.Method<Func<byte[], int, byte[]>>(driver, "CopyNewOrderBlock");
        var copied = copy(vector.Bytes.AsSpan(8, blockLength).ToArray(), version);

        // The members that the sender had: up to transactTime in version 0, up to wide since version 2.
        var known = version == 0 ? 103 : 113;
        Assert.Equal(
            Convert.ToHexStringLower(vector.Bytes.AsSpan(8, known)),
            Convert.ToHexStringLower(copied.AsSpan(0, known)));
        var absent = version == 0 ? "ffff" + new string('0', 16) : "";
        Assert.Equal(absent, Convert.ToHexStringLower(copied.AsSpan(known, version == 0 ? 10 : 0)));
    }

    [SharedDataFact]
    public void Every_malformed_tick_is_refused_with_the_right_status()
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hdr-truncated"] = "BufferTooShort",
            ["root-truncated"] = "BufferTooShort",
            ["blocklength-zero"] = "BlockTooShort",
            ["blocklength-short"] = "BlockTooShort",
            ["blocklength-huge"] = "BufferTooShort",
            ["unknown-template"] = "WrongTemplate",
            ["wrong-schema"] = "WrongSchema",
        };
        var (generated, _, driver) = GoldenAssemblies.For("golden-v2.xml");
        var names = generated.Type("Golden.Trading.SbeStatus");
        foreach (var status in (string[])["Status", "ViewStatus"])
        {
            var decode = generated.Method<Func<byte[], int>>(driver, status);
            var found = CodecVectors.Malformed
                .Where(vector => expected.ContainsKey(vector.Name))
                .ToDictionary(vector => vector.Name, vector => Enum.GetName(names, (byte)decode(vector.Bytes))!);
            Assert.Equal(expected, found);
        }
    }

    [SharedDataFact]
    public void No_prefix_of_a_message_is_accepted()
    {
        var (generated, _, driver) = GoldenAssemblies.For("golden-v2.xml");
        var bytes = CodecVectors.Named("v2-tick-full").Bytes;
        var decode = generated.Method<Func<byte[], int>>(driver, "Status");
        for (var length = 0; length < bytes.Length; length++) Assert.NotEqual(0, decode(bytes[..length]));
        Assert.Equal(0, decode(bytes));
    }

    [SharedDataTheory]
    [InlineData("v0-tick-full", "NotViewable")]
    [InlineData("v2-tick-full", "Ok")]
    [InlineData("v3-tick-full", "Ok")]
    public void A_view_is_given_only_over_bytes_that_hold_the_whole_struct(string name, string expected)
    {
        var (generated, _, driver) = GoldenAssemblies.For("golden-v2.xml");
        var status = generated.Method<Func<byte[], int>>(driver, "ViewStatus")(CodecVectors.Named(name).Bytes);
        Assert.Equal(expected, Enum.GetName(generated.Type("Golden.Trading.SbeStatus"), (byte)status));
    }

    [SharedDataTheory]
    [InlineData("golden-v2.xml")]
    [InlineData("golden-be-v2.xml")]
    public void Encoding_decoding_and_viewing_do_not_allocate(string schema)
    {
        var (generated, _, driver) = GoldenAssemblies.For(schema);
        Allocation.AssertNone(generated.Method<Action>(driver, "RoundTrip"));
        Allocation.AssertNone(generated.Method<Action>(driver, "Format"));
    }

    [SharedDataFact]
    public void Text_for_people_shows_prices_as_decimals_and_times_as_dates()
    {
        var (generated, messages, _) = GoldenAssemblies.For("golden-v2.xml");
        var toText = generated.Method<ToText>(messages, "ToText");
        Assert.Equal(
            "Tick seqNo=1234567890123456789 instrumentId=42 flags=BidChanged|Trade|Snapshot level=-3 bid=65123.45 "
            + "ask=65123.5 bidQty=1500 askQty=2750 last=65123.475 sourceTime=2025-01-01T00:00:00.123456789Z tradeCount=17",
            toText(CodecVectors.Named("v2-tick-full").Bytes));
        Assert.Equal("BufferTooShort", toText(CodecVectors.Named("v2-tick-full").Bytes.AsSpan(0, 9)));
    }

    private delegate string ToText(ReadOnlySpan<byte> source);

    private static string JsonOf(CodecVector vector)
    {
        var (generated, _, driver) = GoldenAssemblies.For(vector.Schema);
        return generated.Method<Func<byte[], string>>(driver, "Json")(vector.Bytes);
    }
}
