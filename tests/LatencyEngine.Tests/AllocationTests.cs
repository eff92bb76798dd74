using LatencyEngine.TestKit;
using Xunit.Sdk;

namespace LatencyEngine.Tests;

/// <summary>The negative control of the allocation net.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void The_allocation_assertion_passes_for_code_that_does_not_allocate() =>
        Allocation.AssertNone(() => GC.KeepAlive(string.Empty));

    [Fact]
    public void The_allocation_assertion_can_fail() =>
        Assert.Throws<EqualException>(() => Allocation.AssertNone(() => GC.KeepAlive(new object())));
}
