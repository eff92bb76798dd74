using System.Reflection;
using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Tests.Domain;

/// <summary>The slot that any message fits into.</summary>
public sealed class EngineEventTests
{
    private const int FirstOutput = 64;
    private const int FirstOfStreams = 100;

    private static IEnumerable<Type> FixedMessages => typeof(Quote).Assembly.GetTypes()
        .Where(type => type.IsValueType && type.GetInterfaces().Any(i => i.Name.StartsWith("ISbeMessage", StringComparison.Ordinal)));

    [Fact]
    public void A_slot_is_two_cache_lines() => Assert.Equal(EngineEvent.SizeInBytes, Unsafe.SizeOf<EngineEvent>());

    [Fact]
    public void Every_fixed_message_of_a_ring_fits_into_a_slot() => Assert.All(
        FixedMessages.Where(type => ConstantOf(type, "TemplateId") < FirstOfStreams),
        type => Assert.InRange(ConstantOf(type, "BlockLength"), 1, EngineEvent.BlockBytesMax));

    [Fact]
    public void Every_message_starts_with_its_time() => Assert.All(
        FixedMessages, type => Assert.Equal(0, OffsetOf(type, "_timestampNanos")));

    [Fact]
    public void Every_output_starts_with_its_time_its_cause_and_its_place()
    {
        var outputs = FixedMessages.Where(type => ConstantOf(type, "TemplateId") is >= FirstOutput and < FirstOfStreams).ToArray();
        Assert.True(outputs.Length > 15);
        Assert.All(outputs, type =>
        {
            Assert.Equal(8, OffsetOf(type, "_inputSequence"));
            Assert.Equal(16, OffsetOf(type, "_outputIndex"));
        });
    }

    [Fact]
    public void Every_output_about_an_order_names_its_strategy_at_the_same_place()
    {
        var outputs = FixedMessages
            .Where(type => ConstantOf(type, "TemplateId") is >= OrderAccepted.TemplateId and <= OrderFilled.TemplateId).ToArray();
        Assert.Equal(OrderFilled.TemplateId - OrderAccepted.TemplateId + 1, outputs.Length);
        Assert.All(outputs, type => Assert.Equal(28, OffsetOf(type, "_strategyId")));
    }

    [Fact]
    public void The_bytes_of_a_slot_are_the_encoding_of_its_message()
    {
        var slot = default(EngineEvent);
        ref var quote = ref slot.Begin<Quote>();
        quote.TimestampNanos = 7;
        quote.InstrumentId = 42;
        quote.BidPrice = 99;
        Span<byte> encoded = stackalloc byte[Quote.EncodedLength];
        Assert.True(quote.TryEncode(encoded, out _));
        Assert.Equal(encoded.ToArray(), slot.AsBytes().ToArray());
        Assert.Equal(7, slot.TimestampNanos);
    }

    [Fact]
    public void A_new_message_has_nothing_of_the_one_before()
    {
        var slot = default(EngineEvent);
        slot.Begin<Trade>().Price = 5;
        var quote = slot.Begin<Quote>();
        Assert.Null(quote.BidPrice);
        Assert.Null(quote.SourceNanos);
        Assert.Equal(0, quote.BidQuantity);
    }

    [Fact]
    public void A_slot_reads_what_another_wrote()
    {
        var slot = default(EngineEvent);
        slot.Begin<Deposit>().Amount = 12;
        var copy = default(EngineEvent);
        Assert.True(copy.TryRead(slot.AsBytes()));
        Assert.Equal(slot.AsBytes().ToArray(), copy.AsBytes().ToArray());
        Assert.True(copy.Is<Deposit>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(129)]
    public void Bytes_that_are_no_message_are_refused(int length) =>
        Assert.False(default(EngineEvent).TryRead(new byte[length]));

    private static int ConstantOf(Type type, string name) => (int)type.GetField(name)!.GetRawConstantValue()!;

    private static int OffsetOf(Type type, string field) =>
        type.GetField(field, BindingFlags.NonPublic | BindingFlags.Instance)!
            .GetCustomAttribute<System.Runtime.InteropServices.FieldOffsetAttribute>()?.Value
        ?? (int)System.Runtime.InteropServices.Marshal.OffsetOf(type, field);
}
