using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class LadderBitSetTests
{
    // One word, a word and a bit, two levels exactly, and three levels.
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(300_000)]
    public void Agrees_with_a_sorted_set_whatever_is_done_to_it(int size) =>
        RandomProgram.Check(operations: 5, arguments: int.MaxValue, program =>
        {
            var (set, twin) = (new LadderBitSet(size), new SortedSet<int>());
            foreach (var step in program)
            {
                var member = MemberOf(step.Argument, size);
                if (step.Operation < 2) Assert.Equal(twin.Add(member), set.Add(member));
                else if (step.Operation < 4) Assert.Equal(twin.Remove(member), set.Remove(member));
                AssertSame(set, twin, step.Argument % size);
                AssertSame(set, twin, member);
            }
            set.Clear();
            Assert.Equal((0, LadderBitSet.None, LadderBitSet.None), (set.Count, set.First, set.Last));
        });

    [Fact]
    public void A_search_from_beyond_the_ends_starts_at_the_end()
    {
        var set = new LadderBitSet(100);
        set.Add(40);
        Assert.Equal(40, set.NextAtOrAfter(-5));
        Assert.Equal(40, set.PreviousAtOrBefore(1_000));
        Assert.Equal(LadderBitSet.None, set.NextAtOrAfter(100));
        Assert.Equal(LadderBitSet.None, set.PreviousAtOrBefore(-1));
    }

    [Fact]
    public void A_member_outside_the_range_is_a_bug()
    {
        var set = new LadderBitSet(100);
        Assert.Throws<InvariantViolatedException>(() => set.Add(100));
        Assert.Throws<InvariantViolatedException>(() => set.Remove(-1));
        Assert.Throws<InvariantViolatedException>(() => set.Contains(100));
    }

    [Fact]
    public void Nothing_allocates_after_construction()
    {
        var set = new LadderBitSet(300_000);
        var member = 0;
        Allocation.AssertNone(() =>
        {
            member = (member + 12_347) % set.Size;
            set.Add(member);
            _ = set.NextAtOrAfter(member + 1) + set.PreviousAtOrBefore(member - 1);
            set.Remove(member);
        });
    }

    // Few members in a small range, so that programs meet them again, spread so that words and levels empty and fill.
    private static int MemberOf(int argument, int size) => (int)((argument % 12) * (long)(size - 1) / 11);

    private static void AssertSame(LadderBitSet set, SortedSet<int> twin, int at)
    {
        Assert.Equal(twin.Count, set.Count);
        Assert.Equal(twin.Contains(at), set.Contains(at));
        Assert.Equal(FirstOrNone(twin.GetViewBetween(at, int.MaxValue)), set.NextAtOrAfter(at));
        Assert.Equal(FirstOrNone(twin.GetViewBetween(int.MinValue, at).Reverse()), set.PreviousAtOrBefore(at));
        Assert.Equal(FirstOrNone(twin), set.First);
        Assert.Equal(FirstOrNone(twin.Reverse()), set.Last);
    }

    private static int FirstOrNone(IEnumerable<int> members) => members.Append(LadderBitSet.None).First();
}
