using System.Runtime.CompilerServices;

namespace LatencyEngine.Trading.Exchange;

/// <summary>Orders one behind the other, through their nodes. The core's thread; a value that owns its ends.</summary>
internal struct NodeQueue
{
    public int First;
    public int Last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(OrderPool pool, int link)
    {
        ref var node = ref pool[link];
        node.Next = 0;
        node.Previous = Last;
        if (Last == 0) First = link;
        else pool[Last].Next = link;
        Last = link;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(OrderPool pool, ref OrderNode node)
    {
        if (node.Previous == 0) First = node.Next;
        else pool[node.Previous].Next = node.Next;
        if (node.Next == 0) Last = node.Previous;
        else pool[node.Next].Previous = node.Previous;
    }
}
