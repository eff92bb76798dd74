using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Memory;

namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// All live orders of a core: by link, by id, and by account in the order of their arrival. The core's thread; owns the
/// nodes, the details and who owns what.
/// </summary>
/// <remarks>
/// <para><b>Index.</b> Chains through the nodes, with twice as many heads as there is room for orders, rounded up: with one
/// for each, every second new id fell on an order that was there, a cache miss (<c>bench matching</c>, deep). Sixteen consecutive
/// ids share one cache line of heads, as a venue numbers its orders, and most cancels name recent ones; the lines
/// themselves are mixed, so that ids of any pattern spread.</para>
/// <para><b>Memory.</b> Nodes and heads are unmanaged, aligned to cache lines and asked to be on huge pages: in a deep book every
/// operation is a walk over memory that no cache holds (<c>bench matching</c>, deep). Link 0 is nothing.</para>
/// </remarks>
internal sealed unsafe class OrderPool : IDisposable
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    private const int LineBits = 4;
    private const int LineMask = (1 << LineBits) - 1;

    private readonly NativeBuffer _nodeMemory;
    private readonly NativeBuffer _headMemory;
    private readonly OrderNode* _nodes;
    private readonly int* _heads;
    private readonly int _lineShift;
    private readonly OwnerQueue[] _queues;
    private readonly uint[] _owners;
    private readonly Slab<OrderDetail> _details;
    private int _firstFree;
    private int _fresh = 1; // Nodes from here on were never used.
    private long _arrivals;

    [ColdPath("made at start-up")]
    public OrderPool(MatchingCapacities capacities)
    {
        Capacity = capacities.Orders;
        var heads = (int)Math.Max(BitOperations.RoundUpToPowerOf2((uint)Capacity) << 1, 2U << LineBits);
        var options = new MemoryOptions(HugePages: true);
        _nodeMemory = new NativeBuffer("orders", Capacity + 1L, OrderNode.SizeInBytes, options);
        _headMemory = new NativeBuffer("index of orders", heads, sizeof(int), options);
        _nodes = (OrderNode*)_nodeMemory.Address;
        _heads = (int*)_headMemory.Address;
        _lineShift = 64 - BitOperations.Log2((uint)heads) + LineBits;
        _queues = new OwnerQueue[capacities.AccountIdEnd];
        _owners = new uint[capacities.AccountIdEnd];
        for (var i = 0U; i < _owners.Length; i++) _owners[i] = i;
        _details = new Slab<OrderDetail>(capacities.SpecialOrders + 1);
        _details.TryRent(out _); // Detail 0 is nothing.
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public bool HasDetailRoom => _details.Count < _details.Capacity;

    public int DetailCapacity => _details.Capacity;

    /// <summary>How many arrivals there were; set where a snapshot is loaded.</summary>
    public long Arrivals
    {
        get => _arrivals;
        set => _arrivals = value;
    }

    /// <summary>The account whose orders a mass cancel goes through next; moves on when that order leaves.</summary>
    public int Cursor { get; set; }

    public ref OrderNode this[int link]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _nodes[link];
    }

    /// <summary>The node that the next order gets.</summary>
    public int NextFree => _firstFree != 0 ? _firstFree : _fresh;

    /// <summary>Links end below this.</summary>
    public int LinkEnd => _fresh;

    public ref OrderDetail DetailOf(int link) => ref _details[_nodes[link].Detail];

    public ref OrderDetail Detail(int detail) => ref _details[detail];

    public int OrderOf(int detail) => _details[detail].Order;

    /// <summary>Equal for accounts that do not trade with each other; 0 for account 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint OwnerOf(uint accountId) => _owners[accountId];

    public void SetOwner(uint accountId, uint owner) => _owners[accountId] = owner;

    public int FirstOf(uint accountId) => _queues[accountId].First;

    /// <summary>The live order with this id, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong orderId)
    {
        var link = _heads[PlaceOf(orderId)];
        while (link != 0 && _nodes[link].OrderId != orderId) link = _nodes[link].IndexNext;
        return link;
    }

    /// <summary>Has the place of an id in the index fetched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchPlace(ulong orderId)
    {
        if (Sse.IsSupported) Sse.Prefetch0(_heads + PlaceOf(orderId));
    }

    /// <summary>Has the node fetched to which the place of an id leads; the place should be there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchNode(ulong orderId)
    {
        if (Sse.IsSupported) Sse.Prefetch0(_nodes + _heads[PlaceOf(orderId)]);
    }

    /// <summary>Takes a node for an order, as the youngest. There must be room, and the id must be new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(ulong orderId, uint accountId, SelfTradePrevention mode)
    {
        var link = _firstFree;
        if (link != 0) _firstFree = _nodes[link].IndexNext;
        else link = _fresh++;
        Count++;
        ref var node = ref _nodes[link];
        node.OrderId = orderId;
        node.Detail = 0;
        node.Arrival = ++_arrivals;
        node.SetOwner(accountId, mode);
        ref var head = ref _heads[PlaceOf(orderId)];
        node.IndexNext = head;
        head = link;
        Append(link, accountId);
        return link;
    }

    /// <summary>Gives an order its detail. There must be room.</summary>
    public ref OrderDetail AddDetail(int link)
    {
        _details.TryRent(out var detail);
        _nodes[link].Detail = detail;
        _details[detail].Order = link;
        return ref _details[detail];
    }

    /// <summary>Lets an order go; it stands in no queue any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(int link)
    {
        ref var node = ref _nodes[link];
        RemoveFromIndex(link, node.OrderId);
        Unlink(ref node, node.AccountId, link);
        if (node.Detail != 0) _details.Return(node.Detail);
        node.OrderId = 0;
        node.IndexNext = _firstFree;
        _firstFree = link;
        Count--;
    }

    /// <summary>An order loses its place in time.</summary>
    public void ArriveAgain(int link)
    {
        ref var node = ref _nodes[link];
        node.Arrival = ++_arrivals;
        Unlink(ref node, node.AccountId, link);
        Append(link, node.AccountId);
    }

    public void Dispose()
    {
        _nodeMemory.Dispose();
        _headMemory.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint PlaceOf(ulong orderId)
    {
        var line = orderId >> LineBits;
        return (nint)(((line * Golden) >> _lineShift) << LineBits) | (nint)((orderId ^ line ^ (line >> LineBits)) & LineMask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RemoveFromIndex(int link, ulong orderId)
    {
        ref var place = ref _heads[PlaceOf(orderId)];
        while (place != link) place = ref _nodes[place].IndexNext;
        place = _nodes[link].IndexNext;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(int link, uint accountId)
    {
        if (accountId == 0) return;
        ref var queue = ref _queues[accountId];
        ref var node = ref _nodes[link];
        node.OwnerNext = 0;
        node.OwnerPrevious = queue.Last;
        if (queue.Last == 0) queue.First = link;
        else _nodes[queue.Last].OwnerNext = link;
        queue.Last = link;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(ref OrderNode node, uint accountId, int link)
    {
        if (accountId == 0) return;
        if (Cursor == link) Cursor = node.OwnerNext;
        ref var queue = ref _queues[accountId];
        if (node.OwnerPrevious == 0) queue.First = node.OwnerNext;
        else _nodes[node.OwnerPrevious].OwnerNext = node.OwnerNext;
        if (node.OwnerNext == 0) queue.Last = node.OwnerPrevious;
        else _nodes[node.OwnerNext].OwnerPrevious = node.OwnerPrevious;
    }

    private struct OwnerQueue
    {
        public int First;
        public int Last;
    }
}
