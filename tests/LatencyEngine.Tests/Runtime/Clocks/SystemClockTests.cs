using LatencyEngine.Runtime.Clocks;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Clocks;

public sealed class SystemClockTests
{
    private const int Readings = 10_000;

    // Wide enough for a suspended or freshly set test host; narrow enough to catch a wrong epoch or unit.
    private static readonly long ToleranceNanos = (long)TimeSpan.FromHours(1).TotalNanoseconds;

    [Fact]
    public void The_system_clock_counts_nanoseconds_since_the_epoch() => AssertIsUtc(new SystemClock());

    [Fact]
    public void The_steered_clock_counts_nanoseconds_since_the_epoch() => AssertIsUtc(new SteeredClock());

    [Fact]
    public void The_system_clock_never_goes_back() => AssertNeverGoesBack(new SystemClock(), _ => { });

    [Fact]
    public void The_steered_clock_never_goes_back_while_it_is_steered() =>
        AssertNeverGoesBack(new SteeredClock(), clock => clock.Steer());

    [Fact]
    public void The_step_of_the_system_clock_is_stated() => Assert.InRange(SystemClock.ResolutionNanos, 1, 1_000);

    [Fact]
    public void Reading_a_real_clock_does_not_allocate()
    {
        var steered = new SteeredClock();
        Allocation.AssertNone(() => _ = Read(new SystemClock()) + Read(steered));
    }

    private static long Read<TClock>(TClock clock) where TClock : IClock => clock.NanosSinceEpoch() + clock.MonotonicNanos();

    private static void AssertIsUtc<TClock>(TClock clock) where TClock : IClock
    {
        var utcNanos = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        Assert.InRange(clock.NanosSinceEpoch(), utcNanos - ToleranceNanos, utcNanos + ToleranceNanos);
    }

    private static void AssertNeverGoesBack<TClock>(TClock clock, Action<TClock> between) where TClock : IClock
    {
        var (utc, monotonic) = (clock.NanosSinceEpoch(), clock.MonotonicNanos());
        for (var i = 0; i < Readings; i++)
        {
            between(clock);
            var (nextUtc, nextMonotonic) = (clock.NanosSinceEpoch(), clock.MonotonicNanos());
            Assert.True(nextUtc >= utc && nextMonotonic >= monotonic);
            (utc, monotonic) = (nextUtc, nextMonotonic);
        }
    }
}
