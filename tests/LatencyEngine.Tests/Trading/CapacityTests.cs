using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading;

namespace LatencyEngine.Tests.Trading;

/// <summary>Relations between the limits: a lane that is too small would stop the engine in the worst moment.</summary>
public sealed class CapacityTests
{
    private static readonly Capacities Small = new() { Accounts = 4, Strategies = 2, LiveOrders = 16, LaneSlots = 1_024 };

    [Fact]
    public void The_defaults_fit_each_other() => new Capacities().Check();

    [Fact]
    public void A_small_session_needs_little() => Small.Check();

    [Fact]
    public void A_lane_fits_the_reports_of_all_live_orders() => AssertRefused(Small with { LiveOrders = 513 });

    [Fact]
    public void A_lane_fits_the_halts_of_all_accounts() => AssertRefused(Small with { Accounts = 64 });

    [Fact]
    public void A_lane_fits_what_all_strategies_may_want() => AssertRefused(Small with { Strategies = 8 });

    [Fact]
    public void A_lane_is_a_power_of_two() => AssertRefused(Small with { LaneSlots = 1_025 });

    private static void AssertRefused(Capacities capacities) =>
        Assert.Throws<InvariantViolatedException>(capacities.Check);
}
