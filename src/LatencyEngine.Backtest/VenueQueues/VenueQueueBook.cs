using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.VenueQueues;

/// <summary>
/// A venue's book of orders, rebuilt in a matching core: its orders stand where they stood, its executions are orders that
/// come and take, and orders of ours can stand among them. One cold thread; owns the core.
/// </summary>
/// <remarks>
/// <para><b>Unknown lots</b>, those of orders from before the recording and of levels that came into view, stand in one nameless
/// order before all that came later.</para>
/// <para><b>Executions</b> come in as immediate orders of the other side. Where one hits an order of the venue that did not stand first,
/// that order shrinks instead, so that the book stays the venue's.</para>
/// <para><b>Ours.</b> An order of ours that stands before the one that was hit is hit as well, first: the one who came would have taken it.
/// It takes nothing from the venue, whose own trades and orders are as recorded.</para>
/// </remarks>
public sealed class VenueQueueBook : IDisposable
{
    private const int OrdersMax = 1 << 20;
    private const ulong NamelessBit = 1UL << 63;
    private const ulong TakerBit = 1UL << 62;
    private const ulong OursBit = 1UL << 61;

    private readonly MatchingCore<LastTrades> _core;
    private readonly Dictionary<(Side Side, long Price), ulong> _nameless = [];
    private readonly List<MatchEvent> _ourFills = [];
    private readonly OrderView[] _front = new OrderView[1];
    private ulong _lastNameless = NamelessBit;
    private ulong _lastTaker = TakerBit;
    private long _now;

    public VenueQueueBook(VenueQueueFigures figures)
    {
        Figures = figures;
        var capacities = new MatchingCapacities { Orders = OrdersMax, SpecialOrders = 1, Groups = 1 };
        _core = new MatchingCore<LastTrades>(capacities, new LastTrades());
        _core.Open(0, new BookRules { LadderTicks = 1 << 12, LevelsPerSide = 1 << 16 });
    }

    public VenueQueueFigures Figures { get; }

    /// <summary>What orders of ours traded, in order.</summary>
    public IReadOnlyList<MatchEvent> OurFills => _ourFills;

    public void Dispose() => _core.Dispose();

    /// <summary>Displayed levels, best first.</summary>
    public int Depth(Side side, Span<DepthLevel> levels) => _core.Depth(0, side, levels);

    /// <summary>The orders of a price in the order in which they trade.</summary>
    public int QueueAt(Side side, long price, Span<OrderView> orders) => _core.QueueAt(0, side, price, orders);

    /// <summary>An order of ours joins the queue of its price.</summary>
    /// <param name="number">From 1; ours alone.</param>
    public void AddOurs(ulong number, Side side, long price, long lots) => Submit(NewOrder.Limit(OursBit | number, side, price, lots));

    /// <summary>Where an order of ours stands; <c>false</c> once it is filled.</summary>
    public bool TryFindOurs(ulong number, out QueuePlace place) => _core.TryFindPlace(OursBit | number, out place);

    public void Clear()
    {
        _core.MassCancel(new MassCancelRequest { IsOneBook = true }, ++_now);
        _nameless.Clear();
    }

    /// <summary>
    /// An order of the venue comes. Where it reaches orders of ours they are filled, wholly, and it comes in as it did: the recorded book
    /// knows nothing of ours, and no book shows both sides at one price.
    /// </summary>
    public void Add(ulong orderId, Side side, long price, long lots)
    {
        var ours = Opposite(side);
        while (_core.TryBest(0, ours, out var best) && Reaches(side, price, best.Price) && IsOurs(FrontOf(ours, best.Price)))
            FillOurs(0, ours, best.Price, lots);
        Submit(NewOrder.Limit(orderId, side, price, lots));
        if (_core.Events.Count > 0) Figures.Crossing++;
    }

    /// <summary>Lots of an order leave; of one that is not known, from what is nameless at its price.</summary>
    public void Take(ulong orderId, Side side, long price, long lots)
    {
        var taken = IsKnown(orderId) ? orderId : _nameless.GetValueOrDefault((side, price));
        _core.Events.Clear();
        _core.Reduce(taken, 0, lots, ++_now);
    }

    /// <summary>What of a level nobody knows by name: all of it where it came into view.</summary>
    public void SetNameless(Side side, long price, long lots)
    {
        RemoveLevel(side, price);
        _nameless[(side, price)] = ++_lastNameless;
        Submit(NewOrder.Limit(_lastNameless, side, price, lots));
    }

    /// <summary>A level leaves the view, with all its orders but ours.</summary>
    public void RemoveLevel(Side side, long price)
    {
        var orders = new OrderView[_core.LiveOrders];
        foreach (var order in orders.AsSpan(0, QueueAt(side, price, orders)))
            if ((order.OrderId & OursBit) == 0 || (order.OrderId & NamelessBit) != 0) _core.Cancel(order.OrderId, 0, ++_now);
        _nameless.Remove((side, price));
    }

    /// <summary>The venue says that somebody took lots of this order.</summary>
    /// <param name="row">Of the message, for the figures.</param>
    public void Execute(long row, ulong orderId, Side side, long price, long lots)
    {
        Figures.Executions++;
        FillOurs(orderId, side, price, lots);
        var front = FrontOf(side, price);
        var hit = IsKnown(orderId) ? orderId : _nameless.GetValueOrDefault((side, price));
        if (!_core.TryBest(0, side, out var best) || best.Price != price) Figures.NotAtTheBest++;
        if (front == hit && best.Price == price)
        {
            Figures.HitTheFirst++;
            Hit(side, price, lots);
            return;
        }

        if (FirstKnownOf(side, price) == hit) Figures.HitTheFirstKnown++;
        else Figures.AddOutOfTurn(row);
        Take(orderId, side, price, lots);
    }

    // Those of ours that stand before the order that was hit: it was their turn first.
    private void FillOurs(ulong orderId, Side side, long price, long lots)
    {
        while (lots > 0 && FrontOf(side, price) is var front && IsOurs(front) && front != orderId)
        {
            _core.TryFind(front, out var ours);
            var filled = Math.Min(lots, ours.Leaves);
            Hit(side, price, filled);
            _ourFills.AddRange(_core.Events.All);
            lots -= filled;
        }
    }

    private static bool Reaches(Side side, long limit, long price) => side == Side.Buy ? price <= limit : price >= limit;

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    private void Hit(Side side, long price, long lots) => Submit(NewOrder.Limit(
        ++_lastTaker, Opposite(side), price, lots, TimeInForce.Ioc));

    private ulong FrontOf(Side side, long price) => QueueAt(side, price, _front) == 0 ? 0 : _front[0].OrderId;

    private ulong FirstKnownOf(Side side, long price)
    {
        var orders = new OrderView[Math.Max(1, _core.LiveOrders)];
        foreach (var order in orders.AsSpan(0, QueueAt(side, price, orders)))
            if (order.OrderId != _nameless.GetValueOrDefault((side, price)) && !IsOurs(order.OrderId)) return order.OrderId;
        return 0;
    }

    private static bool IsOurs(ulong orderId) => (orderId & (NamelessBit | TakerBit | OursBit)) == OursBit;

    private bool IsKnown(ulong orderId) => orderId != 0 && _core.TryFind(orderId, out _);

    private void Submit(NewOrder order)
    {
        _core.Events.Clear();
        _core.Submit(in order, ++_now);
    }
}
