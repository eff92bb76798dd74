using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class LongMapTests
{
    [Fact]
    public void Finds_what_was_added_and_nothing_else()
    {
        var map = new LongMap<int>(4);
        Assert.Equal(MapAddition.Added, map.TryAdd(7, 70));
        Assert.True(map.TryGet(7, out var value));
        Assert.Equal(70, value);
        Assert.False(map.TryGet(8, out _));
        Assert.True(Unsafe.IsNullRef(ref map.Find(8)));
    }

    [Fact]
    public void A_key_that_is_there_keeps_its_value()
    {
        var map = new LongMap<int>(4);
        map.TryAdd(7, 70);
        Assert.Equal(MapAddition.AlreadyPresent, map.TryAdd(7, 71));
        Assert.Equal(70, map.Find(7));
    }

    [Fact]
    public void A_full_map_says_so_and_changes_nothing()
    {
        var map = new LongMap<int>(2);
        map.TryAdd(1, 1);
        map.TryAdd(2, 2);
        Assert.Equal(MapAddition.Full, map.TryAdd(3, 3));
        Assert.Equal(MapAddition.AlreadyPresent, map.TryAdd(2, 9));
        Assert.Equal(2, map.Count);
        map.Remove(1);
        Assert.Equal(MapAddition.Added, map.TryAdd(3, 3));
    }

    [Fact]
    public void A_value_can_be_changed_in_place()
    {
        var map = new LongMap<int>(2);
        map.TryAdd(1, 1);
        map.Find(1)++;
        Assert.Equal(2, map.Find(1));
    }

    [Fact]
    public void The_reserved_key_is_refused_and_never_found()
    {
        var map = new LongMap<int>(2);
        Assert.Throws<ArgumentException>(() => map.TryAdd(LongMap<int>.ReservedKey, 1));
        Assert.False(map.Contains(LongMap<int>.ReservedKey));
        Assert.False(map.Remove(LongMap<int>.ReservedKey));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(LongMap<int>.CapacityMax + 1)]
    [InlineData(1 << 30)]
    [InlineData(int.MaxValue)]
    public void A_capacity_out_of_range_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LongMap<int>(capacity));

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(5, 8)]
    [InlineData(6, 16)]
    [InlineData(LongMap<int>.CapacityMax, 1 << 30)]
    public void The_table_is_half_as_large_again_and_fits_into_an_array(int capacity, int places) =>
        Assert.Equal(places, LongMap<int>.TableSize(capacity));

    [Fact]
    public void One_entry_more_than_the_greatest_capacity_would_not_fit() =>
        Assert.False(LongMap<int>.TableSize(LongMap<int>.CapacityMax + 1) is > 0 and <= 1 << 30);

    /// <summary>
    /// Few keys and a small table: probes collide, wrap around the end, and removals must close the gaps.
    /// </summary>
    [Fact]
    public void Behaves_like_a_dictionary_under_any_program() =>
        Prop.ForAll(Programs(), RunsLikeTheTwin).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_finding_and_removing_do_not_allocate()
    {
        var map = new LongMap<long>(64);
        var key = 0L;
        Allocation.AssertNone(() =>
        {
            key++;
            map.TryAdd(key, key);
            map.Find(key)++;
            map.Remove(key);
        });
    }

    private static Arbitrary<(byte Action, sbyte Key)[]> Programs() =>
        (from action in Gen.Choose(0, 2)
         from key in Gen.Choose(-6, 6)
         select ((byte)action, (sbyte)key)).ArrayOf().ToArbitrary();

    private static bool RunsLikeTheTwin((byte Action, sbyte Key)[] program)
    {
        const int capacity = 8;
        var map = new LongMap<int>(capacity);
        var twin = new Dictionary<long, int>();
        for (var step = 0; step < program.Length; step++)
        {
            var (action, key) = program[step];
            if (action == 0) Assert.Equal(Expected(twin, key, capacity), Add(map, twin, key, step, capacity));
            else if (action == 1) Assert.Equal(twin.Remove(key), map.Remove(key));
            Assert.Equal(twin.Count, map.Count);
            for (var k = -6; k <= 6; k++) Assert.Equal(twin.ContainsKey(k), map.TryGet(k, out var v) && v == twin[k]);
        }

        return true;
    }

    private static MapAddition Expected(Dictionary<long, int> twin, long key, int capacity)
    {
        if (twin.ContainsKey(key)) return MapAddition.AlreadyPresent;
        return twin.Count == capacity ? MapAddition.Full : MapAddition.Added;
    }

    private static MapAddition Add(LongMap<int> map, Dictionary<long, int> twin, long key, int value, int capacity)
    {
        if (twin.Count < capacity) twin.TryAdd(key, value);
        return map.TryAdd(key, value);
    }
}
