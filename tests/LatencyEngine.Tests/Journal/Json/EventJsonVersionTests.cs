using System.Buffers.Binary;
using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Tests.Journal.Json;

/// <summary>Messages of other versions of the schema keep their length and version; what cannot be exact is refused.</summary>
public sealed class EventJsonVersionTests
{
    private static readonly SbeMessageLayout _trade = LatencyEngineMessages.Layouts()[1];

    [Fact]
    public void A_block_without_its_filling_keeps_its_length()
    {
        var end = _trade.Fields[^1].Offset + _trade.Fields[^1].Size;
        CheckRoundTrip(WithLength(new RandomMessages(1).Of(_trade), end), "{\"Sbe\":" + end);
    }

    [Fact]
    public void A_newer_message_whose_unknown_members_are_zero_keeps_version_and_length()
    {
        var message = WithLength(new RandomMessages(2).Of(_trade), 72);
        message[6] = 3;
        CheckRoundTrip(message, "{\"Sbe\":" + ((3 * 65_536) + 72));
    }

    [Fact]
    public void A_newer_message_with_unknown_values_is_refused()
    {
        var message = WithLength(new RandomMessages(3).Of(_trade), 72);
        message[^1] = 1;
        Assert.False(EventJson.TryWrite(message, new byte[2_000], out _));
    }

    [Fact]
    public void A_block_that_is_too_short_is_refused() =>
        Assert.False(EventJson.TryWrite(WithLength(new RandomMessages(4).Of(_trade), 40), new byte[2_000], out _));

    [Theory]
    [InlineData("[]", "an object was expected")]
    [InlineData("{\"Sbe\":8,\"TimestampNanos\":1,\"Price\":2}", "'Price' is no property")]
    [InlineData("{\"Sbe\":8}", "it lacks TimestampNanos")]
    [InlineData("{\"TimestampNanos\":1,\"TimestampNanos\":1}", "TimestampNanos comes twice")]
    [InlineData("{\"TimestampNanos\":9223372036854775808}", "no value of its kind and range")]
    [InlineData("{\"TimestampNanos\":null}", "no value of its kind and range")]
    [InlineData("{\"TimestampNanos\":\"1\"}", "no value of its kind and range")]
    [InlineData("{\"TimestampNanos\":{}}", "no value of its kind and range")]
    [InlineData("{\"Sbe\":7,\"TimestampNanos\":1}", "too short for version 0")]
    [InlineData("{\"Sbe\":-1,\"TimestampNanos\":1}", "no block length")]
    [InlineData("{\"Sbe\":1.5,\"TimestampNanos\":1}", "no block length")]
    [InlineData("{\"TimestampNanos\":1", "cannot be read")]
    [InlineData("{\"TimestampNanos\":1}{}", "cannot be read")]
    [InlineData("", "cannot be read")]
    public void What_is_no_event_is_refused_with_its_reason(string json, string reason)
    {
        var e = Assert.Throws<JournalException>(() => EventJson.Read(TimeAdvanced.TemplateId, Encoding.UTF8.GetBytes(json)));
        Assert.Contains(reason, e.Message);
    }

    [Fact]
    public void Without_its_header_an_event_is_one_of_this_version() => Assert.Equal(
        EventJson.Write(EventJson.Read(TimeAdvanced.TemplateId, "{\"TimestampNanos\":7}"u8)),
        "{\"Sbe\":8,\"TimestampNanos\":7}"u8);

    [Fact]
    public void Text_that_jsonb_cannot_hold_is_refused()
    {
        var definition = AccountDefinition.Create();
        definition.NameText = "ab";
        var message = new byte[AccountDefinition.EncodedLength];
        definition.Encode(message);
        message[^1] = (byte)'x';
        Assert.False(EventJson.TryWrite(message, new byte[2_000], out _));
        Assert.Throws<JournalException>(() => EventJson.Read(
            AccountDefinition.TemplateId, "{\"TimestampNanos\":1,\"AccountId\":1,\"Currency\":1,\"Name\":\"a\\u0000b\"}"u8));
    }

    [Fact]
    public void A_configuration_that_is_no_text_is_refused()
    {
        var head = new SessionHead
        {
            SessionId = 1, FirstSequence = 1, StartedNanos = 1, Seed = 1, ConfigurationHash = new byte[32],
            CodeVersion = "1", Configuration = "ab",
        };
        var message = head.ToMessage();
        Assert.True(EventJson.TryWrite(message, new byte[2_000], out _));
        message[^1] = 0xFF;
        Assert.False(EventJson.TryWrite(message, new byte[2_000], out _));
        Assert.False(EventJson.TryWrite(message.AsSpan(0, message.Length - 1), new byte[2_000], out _));
    }

    private static byte[] WithLength(byte[] message, int blockLength)
    {
        Array.Resize(ref message, LatencyEngineMessages.HeaderSize + blockLength);
        BinaryPrimitives.WriteUInt16LittleEndian(message, (ushort)blockLength);
        return message;
    }

    private static void CheckRoundTrip(byte[] message, string start)
    {
        var json = EventJson.Write(message);
        Assert.StartsWith(start + ",", Encoding.UTF8.GetString(json));
        Assert.Equal(message, EventJson.Read(Trade.TemplateId, json));
    }
}
