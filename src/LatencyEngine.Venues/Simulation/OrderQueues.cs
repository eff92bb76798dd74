using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// The resting orders of many sides of many books: one queue by age for each level, in pools of fixed size.
/// One thread; owns all orders.
/// </summary>
/// <remarks>
/// A book is a number; its two sides are twice that and one more. A place is an order's index within the pool
/// of its book, a byte, so that an order takes 16 bytes and a book of 112 orders and 32 levels some two
/// kilobytes.
/// </remarks>
internal sealed class OrderQueues
{
    /// <summary>Live orders of one book, at most.</summary>
    public const int OrdersMax = 112;

    /// <summary>No order.</summary>
    public const byte Nowhere = byte.MaxValue;

    private readonly Order[] _orders;
    private readonly Level[] _levels;
    private readonly ushort[] _used;
    private readonly Pool[] _pools;

    public OrderQueues(int books)
    {
        _orders = new Order[books * OrdersMax];
        _levels = new Level[books * 2 * LevelWindow.Levels];
        _used = new ushort[books * 2];
        _pools = new Pool[books];
        Array.Fill(_levels, new Level { Oldest = Nowhere, Newest = Nowhere });
        for (var i = 0; i < _orders.Length; i++) _orders[i].Older = NextFree(i % OrdersMax);
    }

    public int LiveIn(int book) => _pools[book].Live;

    /// <summary>The used levels of a side, as <see cref="LevelWindow"/> reads them.</summary>
    public ushort UsedOf(int side) => _used[side];

    public int LotsAt(int side, int key) => LevelOf(side, key).Lots;

    public byte OldestAt(int side, int key) => LevelOf(side, key).Oldest;

    public byte NewestAt(int side, int key) => LevelOf(side, key).Newest;

    /// <summary>The next order of the same level, or <see cref="Nowhere"/>.</summary>
    public byte NewerThan(int side, byte place) => OrderOf(side, place).Newer;

    public byte OlderThan(int side, byte place) => OrderOf(side, place).Older;

    public ulong IdOf(int side, byte place) => OrderOf(side, place).Id;

    public int LotsOf(int side, byte place) => OrderOf(side, place).Lots;

    /// <summary>Rests a new order behind all others of its level.</summary>
    public void Add(int side, int key, ulong id, int lots)
    {
        ref var pool = ref _pools[side >> 1];
        Invariant.Check(pool.Live < OrdersMax);
        var place = pool.Free;
        ref var order = ref OrderOf(side, place);
        ref var level = ref LevelOf(side, key);
        pool.Free = order.Older;
        pool.Live++;
        order = new Order { Id = id, Lots = lots, Older = level.Newest, Newer = Nowhere };
        if (level.Newest == Nowhere) level.Oldest = place;
        else OrderOf(side, level.Newest).Newer = place;
        level.Newest = place;
        level.Lots += lots;
        _used[side] = LevelWindow.With(_used[side], key);
    }

    /// <summary>Takes lots away from an order, which leaves when nothing remains.</summary>
    public void Take(int side, int key, byte place, int lots)
    {
        ref var order = ref OrderOf(side, place);
        Invariant.Check(lots > 0 && lots <= order.Lots);
        order.Lots -= lots;
        LevelOf(side, key).Lots -= lots;
        if (order.Lots == 0) Unlink(side, key, place);
    }

    private void Unlink(int side, int key, byte place)
    {
        ref var order = ref OrderOf(side, place);
        ref var level = ref LevelOf(side, key);
        if (order.Older == Nowhere) level.Oldest = order.Newer;
        else OrderOf(side, order.Older).Newer = order.Newer;
        if (order.Newer == Nowhere) level.Newest = order.Older;
        else OrderOf(side, order.Newer).Older = order.Older;
        if (level.Oldest == Nowhere) _used[side] = LevelWindow.Without(_used[side], key);
        ref var pool = ref _pools[side >> 1];
        order.Older = pool.Free;
        pool.Free = place;
        pool.Live--;
    }

    private ref Order OrderOf(int side, byte place) => ref _orders[((side >> 1) * OrdersMax) + place];

    private ref Level LevelOf(int side, int key) =>
        ref _levels[(side * LevelWindow.Levels) + LevelWindow.IndexOf(key)];

    private static byte NextFree(int place) => place == OrdersMax - 1 ? Nowhere : (byte)(place + 1);

    private struct Order
    {
        public ulong Id;
        public int Lots;
        public byte Older; // Of a free place: the next free one.
        public byte Newer;
    }

    private struct Level
    {
        public int Lots;
        public byte Oldest;
        public byte Newest;
    }

    private struct Pool
    {
        public byte Free;
        public byte Live;
    }
}
