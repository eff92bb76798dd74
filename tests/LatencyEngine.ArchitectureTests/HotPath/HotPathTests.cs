namespace LatencyEngine.ArchitectureTests.HotPath;

/// <summary>Runs the scan over the real hot assemblies.</summary>
public sealed class HotPathTests
{
    [Theory, MemberData(nameof(HotAssemblies.Rows), MemberType = typeof(HotAssemblies))]
    public void Hot_code_neither_allocates_nor_boxes_nor_locks_nor_awaits_nor_makes_text(string assembly) =>
        Breaches.AssertNone(HotPathScanner.Scan(HotAssemblies.PathOf(assembly)));

    [Fact]
    public void The_hot_rooms_that_exist_are_found() =>
        Assert.Superset(
            new HashSet<string> { "LatencyEngine.Domain", "LatencyEngine.Runtime" }, HotAssemblies.Names.ToHashSet());
}
