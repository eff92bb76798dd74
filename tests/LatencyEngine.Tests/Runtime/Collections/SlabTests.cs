using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class SlabTests
{
    [Fact]
    public void Rents_every_item_once_and_then_refuses()
    {
        var slab = new Slab<long>(3);
        var links = new HashSet<int>();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(slab.TryRent(out var link));
            links.Add(link);
        }

        Assert.Equal([0, 1, 2], links.Order());
        Assert.False(slab.TryRent(out var refused));
        Assert.Equal(Slab<long>.None, refused);
        Assert.Equal(3, slab.Count);
    }

    [Fact]
    public void An_item_is_zeroed_when_it_is_rented_again()
    {
        var slab = new Slab<long>(1);
        slab.TryRent(out var link);
        slab[link] = 42;
        slab.Return(link);
        slab.TryRent(out link);
        Assert.Equal(0, slab[link]);
    }

    [Fact]
    public void Returning_what_is_not_rented_is_a_bug()
    {
        var slab = new Slab<long>(2);
        slab.TryRent(out var link);
        slab.Return(link);
        Assert.Throws<InvariantViolatedException>(() => slab.Return(link));
        Assert.Throws<InvariantViolatedException>(() => slab.Return(-1));
        Assert.Throws<InvariantViolatedException>(() => slab.Return(2));
    }

    [Fact]
    public void A_handle_does_not_name_the_next_tenant()
    {
        var slab = new Slab<long>(1);
        slab.TryRent(out var link);
        var handle = slab.HandleOf(link);
        Assert.True(slab.IsLive(handle));
        slab.Return(link);
        Assert.False(slab.IsLive(handle));
        slab.TryRent(out link);
        Assert.False(slab.IsLive(handle));
        Assert.True(slab.IsLive(slab.HandleOf(link)));
    }

    [Fact]
    public void Renting_and_returning_do_not_allocate()
    {
        var slab = new Slab<long>(8);
        Allocation.AssertNone(() =>
        {
            slab.TryRent(out var link);
            slab.Return(link);
        });
    }
}
