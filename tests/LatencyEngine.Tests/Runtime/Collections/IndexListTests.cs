using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Collections;

public sealed class IndexListTests
{
    private const int MaxNodes = 10;

    [Fact]
    public void Agrees_with_a_linked_list_whatever_is_done_to_it() =>
        RandomProgram.Check(operations: 4, arguments: MaxNodes, program =>
        {
            var (slab, list, twin) = (Rented(), new IndexList(), new LinkedList<int>());
            foreach (var step in program)
            {
                Apply(step, slab, ref list, twin);
                Assert.Equal(twin, Forwards(slab, list));
                Assert.Equal(twin.Reverse(), Backwards(slab, list));
                Assert.Equal(twin.Count, list.Count);
            }
        });

    [Fact]
    public void A_zeroed_list_is_empty()
    {
        var list = default(IndexList);
        Assert.Equal((ListLink.None, ListLink.None, 0), (list.Head, list.Tail, list.Count));
    }

    [Fact]
    public void Taking_a_node_out_of_a_list_that_cannot_hold_it_is_a_bug()
    {
        var slab = Rented();
        var (empty, other) = (new IndexList(), new IndexList());
        other.AddLast(slab, 1);
        Assert.Throws<InvariantViolatedException>(() => empty.Remove(slab, 1));
        empty.AddLast(slab, 2);
        Assert.Throws<InvariantViolatedException>(() => empty.Remove(slab, 1));
    }

    [Fact]
    public void Nothing_allocates()
    {
        var slab = Rented();
        var list = new IndexList();
        Allocation.AssertNone(() =>
        {
            list.AddLast(slab, 1);
            list.AddFirst(slab, 2);
            list.Remove(slab, 1);
            list.Remove(slab, 2);
        });
    }

    private static void Apply(Step step, Slab<Node> slab, ref IndexList list, LinkedList<int> twin)
    {
        var present = twin.Contains(step.Argument);
        switch (step.Operation)
        {
            case 0 when !present:
                list.AddLast(slab, step.Argument);
                twin.AddLast(step.Argument);
                break;
            case 1 when !present:
                list.AddFirst(slab, step.Argument);
                twin.AddFirst(step.Argument);
                break;
            case 2 or 3 when present:
                list.Remove(slab, step.Argument);
                twin.Remove(step.Argument);
                break;
            default: break;
        }
    }

    private static IEnumerable<int> Forwards(Slab<Node> slab, IndexList list)
    {
        for (var index = list.Head; index != ListLink.None; index = slab[index].Link.Next) yield return index;
    }

    private static IEnumerable<int> Backwards(Slab<Node> slab, IndexList list)
    {
        for (var index = list.Tail; index != ListLink.None; index = slab[index].Link.Previous) yield return index;
    }

    private static Slab<Node> Rented()
    {
        var slab = new Slab<Node>(MaxNodes);
        while (slab.TryRent(out _)) continue;
        return slab;
    }

    private struct Node : ILinked<Node>
    {
        public ListLink Link;

        public static ref ListLink LinkOf(ref Node node) => ref node.Link;
    }
}
