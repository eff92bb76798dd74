using LatencyEngine.Runtime.Collections;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class FixedDequeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Agrees_with_a_list_whatever_is_done_to_it(int maxItems) =>
        RandomProgram.Check(operations: 5, arguments: 100, program =>
        {
            var (deque, twin) = (new FixedDeque<int>(maxItems), new List<int>());
            foreach (var step in program)
            {
                Apply(step, maxItems, deque, twin);
                Assert.Equal(twin, Items(deque));
                Assert.Equal(twin.Count == maxItems, deque.IsFull);
            }
        });

    [Fact]
    public void An_index_beyond_the_items_is_refused()
    {
        var deque = new FixedDeque<int>(4);
        deque.TryAddLast(7);
        Assert.Equal(7, deque[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => deque[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => deque[-1]);
    }

    [Fact]
    public void Nothing_allocates_after_construction()
    {
        var deque = new FixedDeque<long>(4);
        Allocation.AssertNone(() =>
        {
            deque.TryAddLast(1);
            deque.TryAddFirst(2);
            deque.TryRemoveLast(out _);
            deque.TryRemoveFirst(out _);
        });
    }

    private static void Apply(Step step, int maxItems, FixedDeque<int> deque, List<int> twin)
    {
        var (fits, holds) = (twin.Count < maxItems, twin.Count > 0);
        switch (step.Operation)
        {
            case 0:
                Assert.Equal(fits, deque.TryAddLast(step.Argument));
                if (fits) twin.Add(step.Argument);
                break;
            case 1:
                Assert.Equal(fits, deque.TryAddFirst(step.Argument));
                if (fits) twin.Insert(0, step.Argument);
                break;
            case 2:
                Assert.Equal(holds, deque.TryRemoveFirst(out var first));
                Assert.Equal(holds ? twin[0] : 0, first);
                if (holds) twin.RemoveAt(0);
                break;
            case 3:
                Assert.Equal(holds, deque.TryRemoveLast(out var last));
                Assert.Equal(holds ? twin[^1] : 0, last);
                if (holds) twin.RemoveAt(twin.Count - 1);
                break;
            default:
                if (step.Argument > 1) break; // Rarely, or no program would ever get far.
                deque.Clear();
                twin.Clear();
                break;
        }
    }

    private static List<int> Items(FixedDeque<int> deque)
    {
        var items = new List<int>();
        for (var i = 0; i < deque.Count; i++) items.Add(deque[i]);
        return items;
    }
}
