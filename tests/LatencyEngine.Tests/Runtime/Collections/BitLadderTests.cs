using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class BitLadderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(BitLadder.CapacityMax)]
    public void The_ends_are_found_whatever_the_capacity(int capacity)
    {
        var ladder = new BitLadder(capacity);
        Assert.Equal(BitLadder.NotFound, ladder.NextAtOrAbove(0));
        Assert.Equal(BitLadder.NotFound, ladder.PreviousAtOrBelow(capacity));
        ladder.Add(capacity - 1);
        Assert.Equal(capacity - 1, ladder.NextAtOrAbove(0));
        Assert.Equal(BitLadder.NotFound, ladder.NextAtOrAbove(capacity));
        ladder.Add(0);
        Assert.Equal(0, ladder.PreviousAtOrBelow(0));
        Assert.Equal(BitLadder.NotFound, ladder.PreviousAtOrBelow(-1));
        Assert.Equal(0, ladder.NextAtOrAbove(-5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(BitLadder.CapacityMax + 1)]
    public void A_capacity_out_of_range_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BitLadder(capacity));

    [Theory]
    [InlineData(-1)]
    [InlineData(65)] // Inside the last word.
    [InlineData(128)]
    [InlineData(int.MinValue)]
    public void A_member_out_of_range_is_a_bug(int member)
    {
        var ladder = new BitLadder(65);
        Assert.Throws<InvariantViolatedException>(() => ladder.Add(member));
        Assert.Throws<InvariantViolatedException>(() => ladder.Remove(member));
        Assert.Throws<InvariantViolatedException>(() => ladder.Contains(member));
        Assert.True(ladder.IsEmpty);
    }

    /// <summary>Members around the borders of words and groups, in a ladder of several groups.</summary>
    [Fact]
    public void Behaves_like_a_sorted_set_under_any_program() =>
        Prop.ForAll(Programs(), RunsLikeTheTwin).QuickCheckThrowOnFailure();

    [Fact]
    public void Searching_does_not_allocate()
    {
        var ladder = new BitLadder(10_000);
        ladder.Add(9_999);
        Allocation.AssertNone(() => GC.KeepAlive(ladder.NextAtOrAbove(0) == 9_999 ? ladder : null));
    }

    private static Arbitrary<(bool Add, int Member)[]> Programs() =>
        (from add in Gen.Elements(true, true, false)
         from border in Gen.Elements(0, 64, 128, 4096, 8192, 9000)
         from offset in Gen.Choose(-2, 2)
         select (add, Math.Clamp(border + offset, 0, 9_999))).ArrayOf().ToArbitrary();

    private static bool RunsLikeTheTwin((bool Add, int Member)[] program)
    {
        var ladder = new BitLadder(10_000);
        var twin = new SortedSet<int>();
        foreach (var (add, member) in program)
        {
            if (add) ladder.Add(member);
            else ladder.Remove(member);
            _ = add ? twin.Add(member) : twin.Remove(member);

            Assert.Equal(twin.Count == 0, ladder.IsEmpty);
            Assert.Equal(twin.Contains(member), ladder.Contains(member));
            foreach (var probe in new[] { -1, 0, member - 1, member, member + 1, 5_000, 9_999, 10_000 })
            {
                Assert.Equal(twin.Where(m => m >= probe).DefaultIfEmpty(-1).First(), ladder.NextAtOrAbove(probe));
                Assert.Equal(twin.Where(m => m <= probe).DefaultIfEmpty(-1).Last(), ladder.PreviousAtOrBelow(probe));
            }
        }

        return true;
    }
}
