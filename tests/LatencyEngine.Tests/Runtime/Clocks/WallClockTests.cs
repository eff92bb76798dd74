using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Tests.Runtime.Clocks;

public sealed class WallClockTests
{
    [Fact]
    public void It_reads_what_the_host_has_at_that_moment()
    {
        var before = NanosOf(DateTime.UtcNow);
        var read = new WallClock().NanosSinceEpoch();
        var after = NanosOf(DateTime.UtcNow);
        // Where the host's clock is set back in between, there is nothing to compare with.
        if (before <= after) Assert.InRange(read, before, after);
    }

    private static long NanosOf(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) * 100;
}
