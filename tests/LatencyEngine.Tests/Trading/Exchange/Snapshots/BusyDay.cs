using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Snapshots;

/// <summary>A day of a busy exchange in a few thousand commands that a seed decides: every kind of order, and all phases.</summary>
internal sealed class BusyDay
{
    public const uint Books = 2;
    private const int Accounts = 6;
    private const long StepNanos = 10;

    public static readonly MatchingCapacities Capacities =
        new() { Orders = 600, SpecialOrders = 200, Groups = 30, AccountIdEnd = Accounts + 1, BookIdEnd = Books };

    private readonly Random _random;
    private readonly List<Action<MatchingCore<MatchEventList>>> _commands = [];
    private long _nowNanos;
    private ulong _lastOrderId;

    public BusyDay(int seed, int commands)
    {
        _random = new Random(seed);
        while (_commands.Count < commands) Add();
    }

    public int Count => _commands.Count;

    public static MatchingCore<MatchEventList> NewCore()
    {
        var core = new MatchingCore<MatchEventList>(Capacities, new MatchEventList());
        core.Open(0, new BookRules
        {
            LadderTicks = 64,
            LevelsPerSide = 128,
            LastPrice = 100,
            SelfTradePrevention = SelfTradePrevention.CancelOldest,
            TracksPositions = true,
            InterruptionTicks = 12,
            InterruptionNanos = 40 * StepNanos,
        });
        core.Open(1, new BookRules { LadderTicks = 64, LevelsPerSide = 128, LastPrice = 100, PriceMin = 60, PriceMax = 160 });
        core.SetOwnerGroup(5, 1);
        core.SetOwnerGroup(6, 1);
        for (var account = 1U; account <= Accounts; account++) core.SetPosition(0, account, 40 - (20 * (account % 5)));
        return core;
    }

    public void Run(int index, MatchingCore<MatchEventList> core)
    {
        core.Events.Clear();
        _commands[index](core);
    }

    private void Add()
    {
        _nowNanos += _random.Next(3) * StepNanos / 2;
        var now = _nowNanos;
        switch (_random.Next(100))
        {
            case < 62: AddOrder(now); break;
            case < 78: AddCancel(now); break;
            case < 90: AddReplace(now); break;
            case < 95: _commands.Add(core => core.Advance(now)); break;
            case < 97: AddMassCancel(now); break;
            default: AddPhase(now); break;
        }
    }

    private void AddOrder(long now)
    {
        var order = NewOrder.Of(++_lastOrderId, AnySide(), AnyType(), AnyTimeInForce(), _random.Next(1, 30));
        order.BookId = (uint)_random.Next((int)Books);
        order.AccountId = Account();
        if (_random.Next(3) == 0) order.SelfTradePrevention = (SelfTradePrevention)_random.Next(5);
        if (order.Type is OrderType.Limit or OrderType.StopLimit or OrderType.LimitIfTouched || (order.Type == OrderType.Pegged && _random.Next(2) == 0))
            order.Price = Price();
        if (order.Type is OrderType.Stop or OrderType.StopLimit or OrderType.LimitIfTouched or OrderType.MarketIfTouched) order.TriggerPrice = Price();
        AddTrail(ref order);
        if (order.TimeInForce == TimeInForce.Gtd) order.ExpireNanos = now + _random.Next(1, 60 * (int)StepNanos);
        AddConditions(ref order);
        _commands.Add(core => core.Submit(in order, now));
    }

    private void AddTrail(ref NewOrder order)
    {
        if (order.Type is OrderType.TrailingStop or OrderType.TrailingStopLimit)
        {
            order.TrailKind = _random.Next(2) == 0 ? TrailKind.Amount : TrailKind.Rate;
            order.Trail = order.TrailKind == TrailKind.Amount ? _random.Next(1, 9) : _random.Next(10_000_000, 90_000_000);
            if (order.Type == OrderType.TrailingStopLimit) order.Offset = _random.Next(4);
        }

        if (order.Type != OrderType.Pegged) return;
        order.Peg = _random.Next(2) == 0 ? PegKind.Primary : PegKind.Midpoint;
        order.Offset = _random.Next(-3, 3);
    }

    private void AddConditions(ref NewOrder order)
    {
        switch (_random.Next(16))
        {
            case 0: order.DisplayQuantity = _random.Next(1, (int)order.Quantity + 1); break;
            case 1: order.MinimumQuantity = _random.Next(1, (int)order.Quantity + 1); break;
            case 2: order.Conditions = OrderConditions.PostOnly; break;
            case 3: order.Conditions = OrderConditions.PostOnlySlide; break;
            case 4: order.Conditions = OrderConditions.ReduceOnly; break;
            case 5: order.Conditions = OrderConditions.Hidden; break;
            case 6: order.Conditions = OrderConditions.AllOrNone; break;
            case 7: order.Conditions = OrderConditions.CancelOnDisconnect; break;
            case < 12:
                order.GroupId = (ulong)_random.Next(1, 25);
                order.AccountId = (uint)(1 + (order.GroupId % Accounts));
                order.BookId = (uint)(order.GroupId % Books);
                order.Contingency = order.GroupId % 3 == 0 ? Contingency.OneCancelsOther : (Contingency)_random.Next(2, 5);
                break;
        }
    }

    private void AddCancel(long now)
    {
        var (orderId, lots) = (OrderId(), _random.Next(1, 20));
        if (_random.Next(3) == 0) _commands.Add(core => core.Reduce(orderId, 0, lots, now));
        else _commands.Add(core => core.Cancel(orderId, 0, now));
    }

    private void AddReplace(long now)
    {
        var request = new ReplaceRequest
        {
            OrderId = OrderId(),
            Price = _random.Next(2) == 0 ? NewOrder.NoPrice : Price(),
            TriggerPrice = _random.Next(6) == 0 ? Price() : NewOrder.NoPrice,
            Quantity = _random.Next(3) == 0 ? 0 : _random.Next(1, 30),
            ToBack = _random.Next(8) == 0,
        };
        _commands.Add(core => core.Replace(in request, now));
    }

    private void AddMassCancel(long now)
    {
        var request = new MassCancelRequest
        {
            AccountId = _random.Next(4) == 0 ? 0 : Account(),
            IsOneBook = _random.Next(2) == 0,
            BookId = (uint)_random.Next((int)Books),
            Side = (Side)_random.Next(3),
            IsDisconnect = _random.Next(3) == 0,
        };
        _commands.Add(core => core.MassCancel(in request, now));
    }

    private void AddPhase(long now)
    {
        var bookId = (uint)_random.Next((int)Books);
        var phase = _random.Next(2) == 0 ? TradingPhase.Continuous : (TradingPhase)_random.Next(1, 7);
        _commands.Add(core => core.SetPhase(bookId, phase, now));
    }

    private uint Account() => (uint)_random.Next(Accounts + 1);

    private Side AnySide() => _random.Next(2) == 0 ? Side.Buy : Side.Sell;

    private OrderType AnyType() => _random.Next(2) == 0 ? OrderType.Limit : (OrderType)_random.Next(1, 11);

    private TimeInForce AnyTimeInForce() =>
        _random.Next(2) == 0 ? TimeInForce.Gtc : (TimeInForce)_random.Next(1, 8);

    // Near the middle mostly, and sometimes far outside of the ladder's window.
    private long Price() => _random.Next(12) == 0 ? _random.Next(1, 400) : 100 + _random.Next(-10, 11);

    private ulong OrderId() => _lastOrderId <= 1 ? 1 : _lastOrderId - (ulong)_random.Next(Math.Min((int)_lastOrderId, 60));
}
