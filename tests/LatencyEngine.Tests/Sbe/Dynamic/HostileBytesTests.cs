using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Schema;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>
/// Truncated, flipped and random bytes: the decoder accepts them or refuses them with its one exception,
/// reads nothing behind them and always ends.
/// </summary>
public sealed class HostileBytesTests
{
    private const int FlipsPerMessage = 300;
    private const int RandomMessages = 3_000;

    public static TheoryData<string> Names => [.. GoldenVectors.All.Select(v => v.Name)];

    [SharedDataTheory, MemberData(nameof(Names))]
    public void A_golden_message_cut_anywhere_is_refused(string name)
    {
        var vector = GoldenVectors.Find(name);
        var schema = GoldenVectors.Schema(vector.DecodedWith);
        for (var length = 0; length < vector.Consumed; length++)
            Assert.Throws<SbeDecodeException>(
                () => Codec.Decode(schema, vector.Bytes.AsSpan(0, length).ToArray()));
    }

    [SharedDataTheory, MemberData(nameof(Names))]
    public void A_golden_message_with_flipped_bytes_is_accepted_or_refused(string name)
    {
        var vector = GoldenVectors.Find(name);
        var schema = GoldenVectors.Schema(vector.DecodedWith);
        var random = new Random(vector.Name.Length);
        for (var i = 0; i < FlipsPerMessage; i++) Try(schema, Flip(vector.Bytes, random));
    }

    [Theory]
    [InlineData(ByteOrder.LittleEndian)]
    [InlineData(ByteOrder.BigEndian)]
    public void Own_messages_cut_and_flipped_are_accepted_or_refused(ByteOrder order)
    {
        var schema = OwnSchema.Of(order);
        var random = new Random(1);
        for (var seed = 0; seed < 12; seed++)
        {
            var bytes = Codec.Encode(schema, "Full", new RandomValues(seed, 1).Of(schema.Messages[0]));
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<SbeDecodeException>(
                    () => Codec.Decode(schema, bytes.AsSpan(0, length).ToArray()));
            for (var i = 0; i < FlipsPerMessage; i++) Try(schema, Flip(bytes, random));
        }
    }

    [Theory]
    [InlineData(ByteOrder.LittleEndian)]
    [InlineData(ByteOrder.BigEndian)]
    public void Random_bytes_behind_a_right_header_are_accepted_or_refused(ByteOrder order)
    {
        var schema = OwnSchema.Of(order);
        var random = new Random(2);
        var header =
            Codec.Encode(schema, "Full", new RandomValues(0, 1).Of(schema.Messages[0])).AsSpan(0, 12).ToArray();
        var accepted = 0;
        for (var i = 0; i < RandomMessages; i++)
        {
            var body = new byte[random.Next(200)];
            random.NextBytes(body);
            if (Try(schema, [.. header, .. body])) accepted++;
        }
        Assert.True(accepted < RandomMessages / 2, "random bytes must mostly be refused");
    }

    [Fact]
    public void Entries_without_a_byte_are_bounded()
    {
        var schema = SchemaText.Read(SchemaText.With(
            "<composite name='d'><type name='blockLength' primitiveType='uint16'/>"
            + "<type name='numInGroup' primitiveType='uint32'/></composite>",
            SchemaText.Message("<group name='g' id='1' dimensionType='d'/>")));
        var bytes = Codec.Encode(schema, "M", "{\"g\":[]}");
        Assert.Equal("00000000" + "0000", Convert.ToHexString(bytes.AsSpan(bytes.Length - 6)));
        bytes[^3] = 1; // 65536 entries.
        bytes[^2] = 1;
        var refusal = Assert.Throws<SbeDecodeException>(() => Codec.Decode(schema, bytes));
        Assert.Contains("of entries without a byte", refusal.Message, StringComparison.Ordinal);
    }

    // What is accepted may be refused when encoded (a value out of range), with the one exception of that
    // side.
    private static bool Try(MessageSchema schema, byte[] bytes)
    {
        try
        {
            var (json, result) = Codec.Decode(schema, bytes);
            Assert.InRange(result.Consumed, schema.Header.Size, bytes.Length);
            var version = Math.Min(result.Header.Version, schema.Version);
            Codec.Encode(schema, result.Message.Name, json, new EncodeOptions(version));
            return true;
        }
        catch (SbeDecodeException e)
        {
            Assert.InRange(e.Offset, 0, bytes.Length);
            return false;
        }
        catch (SbeEncodeException)
        {
            return true;
        }
    }

    private static byte[] Flip(byte[] good, Random random)
    {
        var bytes = (byte[])good.Clone();
        for (var flips = random.Next(1, 4); flips > 0; flips--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
