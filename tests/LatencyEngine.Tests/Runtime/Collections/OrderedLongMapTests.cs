using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class OrderedLongMapTests
{
    [Fact]
    public void A_full_map_says_so()
    {
        var map = new OrderedLongMap<int>(1);
        Assert.Equal(MapAddition.Added, map.TryAdd(5, 50));
        Assert.Equal(MapAddition.Full, map.TryAdd(6, 60));
        Assert.Equal(MapAddition.AlreadyPresent, map.TryAdd(5, 51));
        Assert.Equal(50, map.Find(5));
    }

    [Fact]
    public void The_reserved_key_leaves_the_map_as_it_was()
    {
        var map = new OrderedLongMap<int>(1);
        Assert.Throws<ArgumentException>(() => map.TryAdd(LongMap<int>.ReservedKey, 1));
        Assert.Equal(0, map.Count);
        Assert.Equal(MapAddition.Added, map.TryAdd(1, 1));
        Assert.Throws<ArgumentException>(() => map.TryAdd(LongMap<int>.ReservedKey, 1)); // Full, and still a bug.
    }

    [Theory]
    [InlineData(0)]
    [InlineData(LongMap<int>.CapacityMax + 1)]
    public void A_capacity_out_of_range_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderedLongMap<int>(capacity));

    [Fact]
    public void Is_walked_in_the_order_of_insertion_under_any_program() =>
        Prop.ForAll(Gen.Choose(-20, 20).ArrayOf().ToArbitrary(), RunsLikeTheTwin).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_walking_and_removing_do_not_allocate()
    {
        var map = new OrderedLongMap<long>(8);
        map.TryAdd(-1, 0);
        Allocation.AssertNone(() =>
        {
            map.TryAdd(1, 1);
            for (var link = map.First; link != Slab<long>.None; link = map.Next(link)) map.ValueAt(link)++;
            map.Remove(1);
        });
    }

    /// <summary>A positive number is added, a negative one removes its opposite.</summary>
    private static bool RunsLikeTheTwin(int[] program)
    {
        var map = new OrderedLongMap<int>(64);
        var twin = new List<long>();
        foreach (var step in program)
        {
            if (step < 0) Assert.Equal(twin.Remove(-step), map.Remove(-step));
            else if (map.TryAdd(step, step * 10) == MapAddition.Added) twin.Add(step);

            Assert.Equal(twin, Walk(map));
            Assert.All(twin, key => Assert.Equal(key * 10, map.Find(key)));
        }

        return true;
    }

    private static IEnumerable<long> Walk(OrderedLongMap<int> map)
    {
        for (var link = map.First; link != Slab<int>.None; link = map.Next(link)) yield return map.KeyAt(link);
    }
}
