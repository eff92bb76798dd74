using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Errors;

public sealed class InvariantTests
{
    [Fact]
    public void A_true_condition_passes() => Invariant.Check(1 + 1 == 2);

    [Fact]
    public void A_false_condition_throws_with_the_condition_as_written()
    {
        var lots = -5;
        var violation = Assert.Throws<InvariantViolatedException>(() => Invariant.Check(lots >= 0));
        Assert.Equal("lots >= 0", violation.Expression);
        Assert.Contains("lots >= 0", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_branch_that_must_not_be_reached_throws() =>
        Assert.Equal("unknown kind", Assert.Throws<InvariantViolatedException>(() => Invariant.Fail("unknown kind")).Expression);

    [Fact]
    public void A_check_that_holds_does_not_allocate()
    {
        var lots = 5;
        Allocation.AssertNone(() => Invariant.Check(lots >= 0));
    }
}
