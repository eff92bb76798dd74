using LatencyEngine.Runtime.Memory;

namespace LatencyEngine.Tests.Runtime.Memory;

public sealed unsafe class NativeBufferTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 24)]
    [InlineData(1 << 16, 64)]
    public void A_buffer_is_aligned_and_zeroed(long count, int elementBytes)
    {
        using var buffer = new NativeBuffer("test", count, elementBytes);
        Assert.Equal(0, (nint)buffer.Address % NativeBuffer.MinimumAlignmentBytes);
        Assert.Equal(count * elementBytes, buffer.SizeInBytes);
        Assert.Equal(-1, new ReadOnlySpan<byte>(buffer.Address, (int)buffer.SizeInBytes).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void Every_byte_can_be_written()
    {
        using var buffer = new NativeBuffer("test", 5000, 3);
        new Span<byte>(buffer.Address, 15_000).Fill(0xA5);
        Assert.Equal(0xA5, buffer.Address[14_999]);
    }

    [Fact]
    public void Sizes_that_overflow_are_refused_with_owner_and_sizes()
    {
        var error = Assert.Throws<MemoryRefusedException>(() => new NativeBuffer("ring 'x'", long.MaxValue, 64));
        Assert.Contains("ring 'x'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{long.MaxValue} x 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_that_the_system_refuses_is_an_error_with_owner_and_size()
    {
        var error = Assert.Throws<MemoryRefusedException>(() => new NativeBuffer("ring 'x'", 1L << 52, 8));
        Assert.StartsWith($"ring 'x': the operating system refused {1L << 55} bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(-1, 8)]
    [InlineData(8, 0)]
    public void Empty_buffers_are_refused(long count, int elementBytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeBuffer("test", count, elementBytes));

    [Fact]
    public void Nothing_asked_is_nothing_refused()
    {
        using var buffer = new NativeBuffer("test", 1024, 8);
        Assert.Equal(new Residency(false, HugePageBacking.None, Pretouched: true, ""), buffer.Residency);
    }

    [Fact]
    public void What_was_asked_is_granted_or_explained()
    {
        using var buffer = new NativeBuffer("test", 4 << 20, 1, new MemoryOptions(Lock: true, HugePages: true));
        var residency = buffer.Residency;
        Assert.True(residency.Locked || residency.Refusals.Length > 0);
        Assert.True(residency.HugePages == HugePageBacking.Reserved || residency.Refusals.Length > 0);
        new Span<byte>(buffer.Address, 4 << 20).Fill(1);
    }

    [Fact]
    public void Disposing_twice_is_harmless()
    {
        var buffer = new NativeBuffer("test", 1, 8);
        buffer.Dispose();
        buffer.Dispose();
    }
}
