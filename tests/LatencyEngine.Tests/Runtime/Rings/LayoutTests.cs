using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Rings;

/// <summary>
/// Distances that keep one thread's writes off another thread's lines. They are lost silently, hence these tests.
/// </summary>
public sealed class LayoutTests
{
    private const int Distance = 128;

    private static readonly Assembly Product = typeof(Sequence).Assembly;

    [Fact]
    public void The_value_of_a_sequence_is_alone_on_its_lines()
    {
        var value = OffsetOf(typeof(Sequence), "_value");
        Assert.True(value >= Distance);
        Assert.True(OffsetOf(typeof(Sequence), "_bell") - value >= Distance);
        Assert.True(ExplicitSize(typeof(Sequence)) - value >= Distance + sizeof(long));
    }

    [Fact]
    public void The_flag_of_a_doorbell_is_off_the_lines_of_its_neighbors()
    {
        var flag = OffsetOf(typeof(Doorbell), "_armed");
        Assert.True(flag >= Distance);
        Assert.True(ExplicitSize(typeof(Doorbell)) - flag >= Distance);
    }

    [Theory]
    [InlineData("LatencyEngine.Runtime.Rings.ProducerRoom")]
    [InlineData("LatencyEngine.Runtime.Processing.PollerState")]
    [InlineData("LatencyEngine.Runtime.Processing.StopRequest")]
    public void What_a_thread_writes_stands_between_two_paddings(string name)
    {
        var type = Product.GetType(name, throwOnError: true)!;
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        var offsets = Array.ConvertAll(fields, field => (int)Marshal.OffsetOf(type, field.Name));
        Assert.True(offsets.Min() >= Distance);
        Assert.True(Marshal.SizeOf(type) - (offsets.Max() + sizeof(long)) >= Distance);
    }

    [Fact]
    public void A_handler_inside_a_poller_is_followed_by_padding()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 2));
        var poller = Processors.PollEvents(ring, new SequenceBarrier(ring.Cursor), default(Small));
        var padded = poller.GetType().GetField("_dispatch", BindingFlags.NonPublic | BindingFlags.Instance)!.FieldType;
        var size = (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(padded).Invoke(null, null)!;
        Assert.True(size >= Unsafe.SizeOf<EventDispatch<long, Small>>() + Distance);
    }

    [Fact]
    public void What_stops_a_processor_is_kept_in_its_padded_form() =>
        Assert.Equal("StopRequest", FieldTypeOf(Product.GetType("LatencyEngine.Runtime.Processing.ProcessorLife")!, "_stop").Name);

    [Fact]
    public void The_wait_strategy_of_a_processor_stands_between_two_paddings()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 2));
        var processor = Processors.RunEvents(
            ring, new SequenceBarrier(ring.Cursor), default(Small), new AdaptiveWait(), new ProcessorOptions("p"));
        Assert.Equal(typeof(Apart<AdaptiveWait>), FieldTypeOf(processor.GetType(), "_wait"));
        AssertApart<AdaptiveWait>();
        AssertApart<BackOffParkingWait>();
        AssertApart<BlockingWait>();
        AssertApart<YieldingWait>();
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(8, 16)]
    [InlineData(24, 32)]
    [InlineData(56, 64)]
    [InlineData(64, 128)]
    [InlineData(120, 128)]
    [InlineData(128, 192)]
    public void A_slot_with_a_header_never_straddles_more_lines_than_it_must(int payloadBytes, int strideBytes) =>
        Assert.Equal(strideBytes, StrideOf(payloadBytes, Publication.Slot));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(64)]
    public void Slots_without_headers_lie_side_by_side(int payloadBytes) =>
        Assert.Equal(payloadBytes, StrideOf(payloadBytes, Publication.Cursor));

    [Fact]
    public void Slots_of_a_line_start_on_lines()
    {
        using var ring = new RingBuffer<Line56>(new RingOptions("r", 4) { Publication = Publication.Slot });
        for (var i = 0; i < 4; i++) Assert.Equal(SlotLayout.HeaderBytes, AddressOf(ref ring[i]) % 64);
    }

    private static unsafe nint AddressOf<T>(ref T slot)
        where T : unmanaged => (nint)Unsafe.AsPointer(ref slot);

    private static int StrideOf(int payloadBytes, Publication publication) => payloadBytes switch
    {
        1 => SlotLayout.StrideBytes<byte>(publication),
        8 => SlotLayout.StrideBytes<long>(publication),
        24 => SlotLayout.StrideBytes<Bytes24>(publication),
        56 => SlotLayout.StrideBytes<Line56>(publication),
        64 => SlotLayout.StrideBytes<Bytes64>(publication),
        120 => SlotLayout.StrideBytes<Bytes120>(publication),
        _ => SlotLayout.StrideBytes<Bytes128>(publication),
    };

    private static void AssertApart<TValue>()
        where TValue : struct
    {
        var apart = default(Apart<TValue>);
        ref var start = ref Unsafe.As<Apart<TValue>, byte>(ref apart);
        var offset = (int)Unsafe.ByteOffset(ref start, ref Unsafe.As<TValue, byte>(ref apart.Value));
        Assert.True(offset >= Distance);
        Assert.True(Unsafe.SizeOf<Apart<TValue>>() - (offset + Unsafe.SizeOf<TValue>()) >= Distance);
    }

    private static Type FieldTypeOf(Type type, string field) =>
        type.GetField(field, BindingFlags.NonPublic | BindingFlags.Instance)!.FieldType;

    private static int OffsetOf(Type type, string field) =>
        type.GetField(field, BindingFlags.NonPublic | BindingFlags.Instance)!
            .GetCustomAttribute<FieldOffsetAttribute>()!.Value;

    private static int ExplicitSize(Type type) => type.StructLayoutAttribute!.Size;

    private struct Small : IEventHandler<long>
    {
        private long _sum;

        public void OnEvent(ref long e, long sequence, bool endOfBatch) => _sum += e;
    }

    [StructLayout(LayoutKind.Sequential, Size = 24)]
    private struct Bytes24;

    [StructLayout(LayoutKind.Sequential, Size = 56)]
    private struct Line56;

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Bytes64;

    [StructLayout(LayoutKind.Sequential, Size = 120)]
    private struct Bytes120;

    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Bytes128;
}
