using System.Buffers.Binary;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Journal.Reading;

/// <summary>Records become typed messages, whoever wrote them and when.</summary>
public sealed class JournalRecordMessagesTests
{
    private const int BlockLengthOffset = 0;
    private const int VersionOffset = 6;

    private static readonly byte[] Filled = Encode(new OrderFilled { OrderId = 7, Quantity = 60, InputSequence = 5, OutputIndex = 2 });

    [Fact]
    public void A_record_is_read_as_its_own_message()
    {
        Assert.True(new JournalRecord(3, Filled).TryAs<OrderFilled>(out var filled));
        Assert.Equal((7UL, 60L), (filled.OrderId, filled.Quantity));
    }

    [Fact]
    public void A_record_is_not_read_as_another_message()
    {
        Assert.False(new JournalRecord(3, Filled).TryAs<OrderAccepted>(out var accepted));
        Assert.Equal(0UL, accepted.OrderId);
    }

    [Fact]
    public void What_a_newer_version_added_is_passed_over()
    {
        var newer = new byte[Filled.Length + 16];
        Filled.CopyTo(newer, 0);
        newer.AsSpan(Filled.Length).Fill(0xFF);
        SetHeader(newer, OrderFilled.BlockLength + 16, version: 9);
        Assert.True(new JournalRecord(3, newer).TryAs<OrderFilled>(out var filled));
        Assert.Equal((7UL, 60L, LiquidityRole.None), (filled.OrderId, filled.Quantity, filled.LiquidityRole));
    }

    [Fact]
    public void A_message_that_is_too_short_for_its_version_is_damage()
    {
        var shorter = Filled[..^8];
        SetHeader(shorter, OrderFilled.BlockLength - 8, version: 0);
        var refused = Assert.Throws<JournalException>(() => new JournalRecord(3, shorter).TryAs<OrderFilled>(out _));
        Assert.Contains("record 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_tells_its_cause_and_an_input_has_none()
    {
        Assert.True(new JournalRecord(3, Filled).TryGetCause(out var input, out var index));
        Assert.Equal((5L, 2U), (input, index));
        Assert.False(new JournalRecord(4, Encode(new Quote())).TryGetCause(out _, out _));
    }

    [Fact]
    public void Reading_typed_messages_does_not_allocate()
    {
        var quote = Encode(new Quote());
        var sum = 0UL;
        Allocation.AssertNone(() =>
        {
            foreach (var message in (ReadOnlySpan<byte[]>)[Filled, quote])
                if (new JournalRecord(1, message).TryAs<OrderFilled>(out var filled)) sum += filled.OrderId;
        });
        Assert.NotEqual(0UL, sum);
    }

    private static byte[] Encode(OrderFilled message)
    {
        var bytes = new byte[OrderFilled.EncodedLength];
        message.Encode(bytes);
        return bytes;
    }

    private static byte[] Encode(Quote message)
    {
        var bytes = new byte[Quote.EncodedLength];
        message.Encode(bytes);
        return bytes;
    }

    private static void SetHeader(byte[] message, int blockLength, int version)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(BlockLengthOffset), (ushort)blockLength);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(VersionOffset), (ushort)version);
    }
}
