using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Tests.Runtime.Rings;

public sealed class RingOptionsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(1 << 20)]
    [InlineData(1 << 30)]
    public void Powers_of_two_are_capacities(int capacity) => new RingOptions("r", capacity).Validate();

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1023)]
    [InlineData(int.MaxValue)]
    public void Other_capacities_are_refused_by_value_and_name(int capacity)
    {
        var error = Assert.Throws<ArgumentException>(() => new RingBuffer<long>(new RingOptions("input", capacity)));
        Assert.Contains($"Ring 'input': capacity {capacity} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_without_a_name_is_refused() =>
        Assert.Throws<ArgumentException>(() => new RingOptions(" ", 8).Validate());

    [Fact]
    public void An_unknown_publication_is_refused() =>
        Assert.Throws<ArgumentException>(() => new RingOptions("r", 8) { Publication = Publication.None }.Validate());
}
