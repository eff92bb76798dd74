using LatencyEngine.Runtime.Memory;
using LatencyEngine.Tests.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Memory;

/// <summary>The kernel accepts the advice also where it will not follow it.</summary>
public sealed class TransparentHugePagesTests
{
    [Theory]
    [InlineData("always [madvise] never", null)]
    [InlineData("[always] madvise never", null)]
    [InlineData("always [madvise] never", "always [inherit] madvise never")]
    [InlineData("always madvise [never]", "always inherit [madvise] never")]
    public void Are_used_where_the_host_says_so(string all, string? ofSize) =>
        Assert.Null(TransparentHugePages.RefusalOf(all, ofSize));

    [Theory]
    [InlineData("always madvise [never]", null)]
    [InlineData("always madvise [never]", "always [inherit] madvise never")]
    [InlineData("[always] madvise never", "always inherit madvise [never]")]
    public void Are_refused_with_a_reason_where_they_are_switched_off(string all, string? ofSize) =>
        Assert.Contains("switched off", TransparentHugePages.RefusalOf(all, ofSize), StringComparison.Ordinal);

    [Fact]
    public void Are_refused_where_the_kernel_has_none() =>
        Assert.Contains("has no", TransparentHugePages.RefusalOf(null, null), StringComparison.Ordinal);

    [LinuxFact]
    public void A_buffer_says_advised_only_where_they_are_used()
    {
        using var buffer = new NativeBuffer("test", 4 << 20, 1, new MemoryOptions(HugePages: true));
        if (buffer.Residency.HugePages == HugePageBacking.Reserved) return;
        Assert.Equal(
            TransparentHugePages.Refusal() is null ? HugePageBacking.Advised : HugePageBacking.None,
            buffer.Residency.HugePages);
    }
}
