using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class SlabTests
{
    private const int MaxItems = 8;

    [Fact]
    public void Hands_out_each_item_once_until_all_are_out() =>
        RandomProgram.Check(operations: 2, arguments: MaxItems, program =>
        {
            var (slab, rented) = (new Slab<long>(MaxItems), new Dictionary<int, (SlabHandle Handle, long Value)>());
            var stale = new List<SlabHandle>();
            for (var i = 0; i < program.Count; i++)
            {
                if (program[i].Operation == 0) Rent(slab, rented, value: i + 1);
                else Return(slab, rented, program[i].Argument, stale);

                Assert.Equal(rented.Count, slab.Count);
                Assert.All(rented, item => Assert.Equal(item.Value.Value, slab[item.Key]));
                Assert.All(rented, item => Assert.True(slab.IsCurrent(item.Value.Handle)));
                Assert.DoesNotContain(stale, slab.IsCurrent);
            }
        });

    [Fact]
    public void Returning_an_item_twice_is_a_bug()
    {
        var slab = new Slab<long>(MaxItems);
        Assert.True(slab.TryRent(out var index));
        slab.Return(index);
        Assert.Throws<InvariantViolatedException>(() => slab.Return(index));
        Assert.Throws<InvariantViolatedException>(() => slab.Return(-1));
        Assert.Throws<InvariantViolatedException>(() => slab.Return(MaxItems));
        Assert.Throws<InvariantViolatedException>(() => slab.HandleOf(index));
    }

    [Fact]
    public void A_handle_outlived_by_a_new_use_of_its_item_is_recognised()
    {
        var slab = new Slab<long>(1);
        slab.TryRent(out var index);
        var old = slab.HandleOf(index);
        slab.Return(index);
        slab.TryRent(out index);
        Assert.False(slab.IsCurrent(old));
        Assert.True(slab.IsCurrent(slab.HandleOf(index)));
        Assert.False(slab.IsCurrent(default));
    }

    [Fact]
    public void Clearing_takes_all_back_and_starts_again_from_the_first()
    {
        var slab = new Slab<long>(3);
        slab.TryRent(out _);
        slab.TryRent(out var second);
        var handle = slab.HandleOf(second);
        slab.Clear();
        Assert.Equal(0, slab.Count);
        Assert.False(slab.IsCurrent(handle));
        for (var expected = 0; expected < 3; expected++)
        {
            Assert.True(slab.TryRent(out var index));
            Assert.Equal(expected, index);
        }
        Assert.False(slab.TryRent(out _));
    }

    [Fact]
    public void Nothing_allocates_after_construction()
    {
        var slab = new Slab<long>(MaxItems);
        Allocation.AssertNone(() =>
        {
            slab.TryRent(out var index);
            _ = slab.IsCurrent(slab.HandleOf(index));
            slab.Return(index);
        });
    }

    private static void Rent(Slab<long> slab, Dictionary<int, (SlabHandle Handle, long Value)> rented, long value)
    {
        Assert.Equal(rented.Count < MaxItems, slab.TryRent(out var index));
        if (rented.Count == MaxItems) return;
        Assert.DoesNotContain(index, rented.Keys);
        Assert.Equal(0, slab[index]);
        slab[index] = value;
        rented.Add(index, (slab.HandleOf(index), value));
    }

    private static void Return(
        Slab<long> slab, Dictionary<int, (SlabHandle Handle, long Value)> rented, int index, List<SlabHandle> stale)
    {
        Assert.Equal(rented.ContainsKey(index), slab.IsRented(index));
        if (!rented.Remove(index, out var item)) return;
        slab.Return(index);
        stale.Add(item.Handle);
    }
}
