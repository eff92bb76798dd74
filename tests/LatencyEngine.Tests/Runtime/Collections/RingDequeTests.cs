using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class RingDequeTests
{
    [Fact]
    public void A_full_deque_refuses_at_both_ends()
    {
        var deque = new RingDeque<int>(3);
        for (var i = 0; i < 3; i++) Assert.True(deque.TryAddLast(i));
        Assert.False(deque.TryAddLast(3));
        Assert.False(deque.TryAddFirst(3));
        Assert.Equal(3, deque.Count);
    }

    [Fact]
    public void Reading_outside_is_a_bug()
    {
        var deque = new RingDeque<int>(3);
        deque.TryAddLast(1);
        Assert.Throws<InvariantViolatedException>(() => deque[1]);
        Assert.Throws<InvariantViolatedException>(() => deque[-1]);
    }

    [Fact]
    public void Behaves_like_a_list_under_any_program() =>
        Prop.ForAll(Gen.Choose(0, 3).ArrayOf().ToArbitrary(), RunsLikeTheTwin).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_and_removing_do_not_allocate()
    {
        var deque = new RingDeque<long>(8);
        Allocation.AssertNone(() =>
        {
            deque.TryAddLast(1);
            deque.TryRemoveFirst(out _);
        });
    }

    private static bool RunsLikeTheTwin(int[] program)
    {
        const int capacity = 5;
        var deque = new RingDeque<int>(capacity);
        var twin = new List<int>();
        for (var step = 0; step < program.Length; step++)
        {
            switch (program[step])
            {
                case 0: Assert.Equal(Insert(twin, twin.Count, step, capacity), deque.TryAddLast(step)); break;
                case 1: Assert.Equal(Insert(twin, 0, step, capacity), deque.TryAddFirst(step)); break;
                case 2: Assert.Equal(Take(twin, 0), deque.TryRemoveFirst(out var first) ? first : null); break;
                default: Assert.Equal(Take(twin, twin.Count - 1), deque.TryRemoveLast(out var last) ? last : null); break;
            }

            Assert.Equal(twin, Enumerable.Range(0, deque.Count).Select(i => deque[i]));
        }

        return true;
    }

    private static bool Insert(List<int> twin, int index, int item, int capacity)
    {
        if (twin.Count == capacity) return false;
        twin.Insert(index, item);
        return true;
    }

    private static int? Take(List<int> twin, int index)
    {
        if (twin.Count == 0) return null;
        var item = twin[index];
        twin.RemoveAt(index);
        return item;
    }
}
