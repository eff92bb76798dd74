using LatencyEngine.Runtime.Agents;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Agents;

/// <summary>
/// One specification for every idle strategy. How long they idle is measured by benchmarks, not here.
/// </summary>
public abstract class IdleStrategyTests<TIdle> where TIdle : struct, IIdleStrategy
{
    // Beyond the spins and yields of every strategy, so that napping is reached.
    private const int IdleCycles = 130;

    [Fact]
    public void Idling_returns_and_work_resumes_it_from_the_start()
    {
        var idle = default(TIdle);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < IdleCycles; i++) idle.Idle(0);
            for (var i = 0; i < IdleCycles; i++) idle.Idle(1);
        }
    }

    [Fact]
    public void Working_does_not_allocate()
    {
        var idle = default(TIdle);
        Allocation.AssertNone(() => idle.Idle(1));
    }

    [Fact]
    public void Idling_does_not_allocate()
    {
        var idle = default(TIdle);
        Allocation.AssertNone(() => idle.Idle(0), IdleCycles);
    }
}

public sealed class BusySpinIdleTests : IdleStrategyTests<BusySpinIdle>;

public sealed class YieldingIdleTests : IdleStrategyTests<YieldingIdle>;

public sealed class SleepingIdleTests : IdleStrategyTests<SleepingIdle>
{
    [Fact]
    public void A_nap_takes_time() => Assert.Throws<ArgumentOutOfRangeException>(() => new SleepingIdle(TimeSpan.Zero));
}

public sealed class BackOffIdleTests : IdleStrategyTests<BackOffIdle>
{
    [Fact]
    public void Naps_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BackOffIdle(minNapNanos: 0, maxNapNanos: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BackOffIdle(minNapNanos: 2, maxNapNanos: 1));
    }
}
