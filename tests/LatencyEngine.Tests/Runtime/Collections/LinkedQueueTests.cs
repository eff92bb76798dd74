using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class LinkedQueueTests
{
    private const int None = Slab<Node>.None;

    [Fact]
    public void The_default_value_is_an_empty_queue()
    {
        var queue = default(LinkedQueue<Node>);
        Assert.Equal((None, None, 0), (queue.First, queue.Last, queue.Count));
    }

    [Fact]
    public void Behaves_like_a_linked_list_under_any_program() =>
        Prop.ForAll(Gen.Choose(0, 99).ArrayOf().ToArbitrary(), RunsLikeTheTwin).QuickCheckThrowOnFailure();

    /// <summary>
    /// Each number adds at an end or removes the n-th item; links and order must agree with the twin after each.
    /// </summary>
    private static bool RunsLikeTheTwin(int[] program)
    {
        var slab = new Slab<Node>(128);
        var queue = default(LinkedQueue<Node>);
        var twin = new LinkedList<int>();
        foreach (var step in program)
        {
            if (step % 3 == 2 && twin.Count > 0)
            {
                var victim = twin.ElementAt(step % twin.Count);
                twin.Remove(victim);
                queue.Remove(slab, victim);
                slab.Return(victim);
            }
            else if (slab.TryRent(out var link))
            {
                if (step % 3 == 0) Add(link, () => queue.AddLast(slab, link), twin.AddLast);
                else Add(link, () => queue.AddFirst(slab, link), twin.AddFirst);
            }

            Assert.Equal(twin, Forwards(slab, queue));
            Assert.Equal(twin.Reverse(), Backwards(slab, queue));
            Assert.Equal(twin.Count, queue.Count);
        }

        return true;
    }

    private static void Add(int link, Action add, Func<int, LinkedListNode<int>> addToTwin)
    {
        add();
        addToTwin(link);
    }

    private static IEnumerable<int> Forwards(Slab<Node> slab, LinkedQueue<Node> queue)
    {
        for (var link = queue.First; link != None; link = slab[link].Next) yield return link;
    }

    private static IEnumerable<int> Backwards(Slab<Node> slab, LinkedQueue<Node> queue)
    {
        for (var link = queue.Last; link != None; link = slab[link].Previous) yield return link;
    }

    private struct Node : ILinked
    {
        public int Next { get; set; }

        public int Previous { get; set; }
    }
}
