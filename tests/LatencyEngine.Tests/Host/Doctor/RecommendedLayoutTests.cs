using LatencyEngine.Host.Doctor;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Host.Doctor;

public sealed class RecommendedLayoutTests
{
    private const double Unlimited = double.PositiveInfinity;

    [Theory]
    [InlineData("0", "", Unlimited, "fused", "blocking", 0, "")]
    [InlineData("0-1", "", Unlimited, "fused", "adaptive", 1, "1")]
    [InlineData("0-3", "", Unlimited, "fused", "adaptive", 3, "3")]
    [InlineData("0-4", "", Unlimited, "staged", "busy-spin", 3, "2-4")]
    [InlineData("0-7", "2-7", Unlimited, "staged", "busy-spin", 6, "2-7")]
    [InlineData("0-3", "3", Unlimited, "fused", "busy-spin", 1, "3")]
    [InlineData("0-3", "8-9", Unlimited, "fused", "adaptive", 3, "3")] // Isolated, but not ours.
    [InlineData("0-3", "", 1.5, "fused", "blocking", 0, "")]
    [InlineData("0-7", "2-7", 2.0, "fused", "adaptive", 0, "")]
    public void Every_kind_of_host_has_its_layout(
        string cores, string isolated, double limit, string layout, string wait, int spinners, string pinned)
    {
        var recommended = RecommendedLayout.For(Cores(cores), Cores(isolated), limit);
        Assert.Equal(new RecommendedLayout(layout, wait, spinners, Cores(pinned)), recommended);
    }

    [Fact]
    public void Spinners_never_take_all_cores()
    {
        for (var count = 1; count <= 64; count++)
        {
            var recommended = RecommendedLayout.For(Cores($"0-{count - 1}"), CoreSet.Empty, Unlimited);
            Assert.InRange(recommended.SpinningThreadsMax, 0, count - 1);
            Assert.InRange(recommended.PinnedCores.Count, 0, count - 1);
        }
    }

    private static CoreSet Cores(string text) =>
        CoreSet.TryParse(text, out var cores) ? cores : throw new FormatException(text);
}
