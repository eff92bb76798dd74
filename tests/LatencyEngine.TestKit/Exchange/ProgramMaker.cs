using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>Makes programs that a seed decides: every kind of order, all phases, few prices and accounts, some nonsense.</summary>
public sealed class ProgramMaker
{
    private const int Accounts = 6;
    private const long StepNanos = 5;

    private readonly Random _random;
    private readonly int _books;
    private readonly bool _isBusyWithPhases;
    private long _nowNanos;
    private ulong _lastOrderId;

    private ProgramMaker(int seed)
    {
        _random = new Random(seed);
        _books = _random.Next(4) == 0 ? 2 : 1;
        _isBusyWithPhases = _random.Next(3) == 0;
    }

    public static ExchangeProgram Make(int seed, int commands)
    {
        var maker = new ProgramMaker(seed);
        var isSmall = maker.OneIn(8);
        return new ExchangeProgram
        {
            Capacities = isSmall
                ? new MatchingCapacities { Orders = 8, SpecialOrders = 3, Groups = 2, AccountIdEnd = Accounts + 1, BookIdEnd = 2 }
                : new MatchingCapacities { Orders = 400, SpecialOrders = 300, Groups = 40, AccountIdEnd = Accounts + 1, BookIdEnd = 2 },
            Books = [.. Enumerable.Range(0, maker._books).Select(_ => maker.Rules(isSmall))],
            OwnerGroups = maker.OneIn(3) ? [(5, 1), (6, 1)] : [],
            Positions = [.. Enumerable.Range(1, Accounts).Select(account => ((uint)account, 40L - (20 * (account % 5))))],
            Commands = Enumerable.Range(0, commands).Select(_ => maker.Command()).ToArray(),
        };
    }

    private bool OneIn(int count) => _random.Next(count) == 0;

    private BookRules Rules(bool isSmall) => new()
    {
        LadderTicks = 64,
        LevelsPerSide = isSmall ? 4 : 256,
        LastPrice = OneIn(3) ? NewOrder.NoPrice : 100,
        SelfTradePrevention = OneIn(2) ? SelfTradePrevention.None : (SelfTradePrevention)_random.Next(1, 5),
        TracksPositions = OneIn(2),
        PriceMin = OneIn(4) ? 93 : MatchingCapacities.PriceMin,
        PriceMax = OneIn(4) ? 108 : MatchingCapacities.PriceMax,
        FirstPhase = OneIn(4) ? (TradingPhase)_random.Next(1, 7) : TradingPhase.Continuous,
        InterruptionTicks = OneIn(3) ? _random.Next(2, 9) : 0,
        InterruptionNanos = 20 * StepNanos,
    };

    private ExchangeCommand Command()
    {
        if (OneIn(3)) _nowNanos += _random.Next(1, 4) * StepNanos;
        return _random.Next(100) switch
        {
            < 64 => new ExchangeCommand { Does = ExchangeCommand.Verb.Submit, NowNanos = _nowNanos, Order = Order() },
            < 72 => Of(ExchangeCommand.Verb.Cancel),
            < 76 => Of(ExchangeCommand.Verb.Reduce),
            < 87 => new ExchangeCommand { Does = ExchangeCommand.Verb.Replace, NowNanos = _nowNanos, Replacement = Replacement() },
            < 92 => new ExchangeCommand { Does = ExchangeCommand.Verb.Advance, NowNanos = _nowNanos },
            < 94 => new ExchangeCommand { Does = ExchangeCommand.Verb.MassCancel, NowNanos = _nowNanos, MassCancel = MassCancel() },
            _ when _isBusyWithPhases || OneIn(4) => Phase(),
            _ => new ExchangeCommand { Does = ExchangeCommand.Verb.Submit, NowNanos = _nowNanos, Order = Order() },
        };
    }

    private ExchangeCommand Of(ExchangeCommand.Verb verb) => new()
    {
        Does = verb,
        NowNanos = _nowNanos,
        OrderId = OrderId(),
        AccountId = OneIn(6) ? Account() : 0,
        Lots = _random.Next(OneIn(20) ? 0 : 1, 20),
    };

    private ExchangeCommand Phase() => new()
    {
        Does = ExchangeCommand.Verb.SetPhase,
        NowNanos = _nowNanos,
        BookId = BookId(),
        Phase = OneIn(2) ? TradingPhase.Continuous : (TradingPhase)_random.Next(OneIn(10) ? 0 : 1, 8),
    };

    private MassCancelRequest MassCancel() => new()
    {
        AccountId = OneIn(3) ? 0 : OneIn(20) ? 99 : Account(),
        IsOneBook = OneIn(2),
        BookId = BookId(),
        Side = (Side)_random.Next(3),
        IsDisconnect = OneIn(3),
    };

    private ReplaceRequest Replacement() => new()
    {
        OrderId = OrderId(),
        AccountId = OneIn(8) ? Account() : 0,
        Price = OneIn(2) ? NewOrder.NoPrice : Price(),
        TriggerPrice = OneIn(6) ? Price() : NewOrder.NoPrice,
        Quantity = OneIn(3) ? 0 : OneIn(40) ? -1 : _random.Next(1, 30),
        ToBack = OneIn(8),
    };

    private NewOrder Order()
    {
        var order = NewOrder.Of(
            OneIn(60) ? OrderId() : ++_lastOrderId, OneIn(2) ? Side.Buy : Side.Sell,
            OneIn(2) ? OrderType.Limit : (OrderType)_random.Next(1, 11), TimeInForceOfOrder(), OneIn(80) ? 0 : _random.Next(1, 30));
        order.BookId = BookId();
        order.AccountId = Account();
        if (OneIn(3)) order.SelfTradePrevention = (SelfTradePrevention)_random.Next(5);
        var hasLimit = order.Type is OrderType.Limit or OrderType.StopLimit or OrderType.LimitIfTouched;
        if (hasLimit || (order.Type == OrderType.Pegged && OneIn(2))) order.Price = Price();
        if (order.Type is OrderType.Stop or OrderType.StopLimit or OrderType.LimitIfTouched or OrderType.MarketIfTouched)
            order.TriggerPrice = Price();
        AddDistances(ref order);
        if (order.TimeInForce == TimeInForce.Gtd) order.ExpireNanos = _nowNanos + (_random.Next(OneIn(20) ? 0 : 1, 30) * StepNanos);
        AddConditions(ref order);
        if (OneIn(60)) Spoil(ref order);
        return order;
    }

    private void AddDistances(ref NewOrder order)
    {
        if (order.Type is OrderType.TrailingStop or OrderType.TrailingStopLimit)
        {
            order.TrailKind = OneIn(2) ? TrailKind.Amount : TrailKind.Rate;
            order.Trail = order.TrailKind == TrailKind.Amount ? _random.Next(1, 6) : _random.Next(5_000_000, 60_000_000);
            if (order.Type == OrderType.TrailingStopLimit) order.Offset = _random.Next(4);
        }

        if (order.Type != OrderType.Pegged) return;
        order.Peg = OneIn(2) ? PegKind.Primary : PegKind.Midpoint;
        order.Offset = _random.Next(-2, 4);
    }

    private void AddConditions(ref NewOrder order)
    {
        switch (_random.Next(18))
        {
            case 0: order.DisplayQuantity = _random.Next(1, 12); break;
            case 1: order.MinimumQuantity = _random.Next(1, 12); break;
            case 2: order.Conditions = OrderConditions.PostOnly; break;
            case 3: order.Conditions = OrderConditions.PostOnlySlide; break;
            case 4: order.Conditions = OrderConditions.ReduceOnly; break;
            case 5: order.Conditions = OrderConditions.Hidden; break;
            case 6: order.Conditions = OrderConditions.AllOrNone; break;
            case 7: order.Conditions = OrderConditions.CancelOnDisconnect; break;
            case 8: order.Conditions = (OrderConditions)_random.Next(64); break;
            case < 13: AddGroup(ref order); break;
        }
    }

    private void AddGroup(ref NewOrder order)
    {
        order.GroupId = (ulong)_random.Next(1, 12);
        if (!OneIn(10)) order.AccountId = (uint)(order.GroupId % (Accounts + 1));
        if (!OneIn(10)) order.BookId = (uint)(order.GroupId % (ulong)_books);
        order.Contingency = order.GroupId % 3 == 0 ? Contingency.OneCancelsOther : (Contingency)_random.Next(2, 5);
        if (OneIn(12)) order.Contingency = (Contingency)_random.Next(1, 5);
    }

    // One field that does not belong there, or is out of its range.
    private void Spoil(ref NewOrder order)
    {
        switch (_random.Next(14))
        {
            case 0: order.OrderId = 0; break;
            case 1: order.Side = (Side)_random.Next(4); break;
            case 2: order.Type = (OrderType)_random.Next(0, 13); break;
            case 3: order.TimeInForce = (TimeInForce)_random.Next(0, 10); break;
            case 4: order.Price = OneIn(2) ? NewOrder.NoPrice : (1L << 52) + 1; break;
            case 5: order.TriggerPrice = OneIn(2) ? 100 : -(1L << 52) - 1; break;
            case 6: order.Quantity = OneIn(2) ? -5 : (1L << 40) + 1; break;
            case 7: order.DisplayQuantity = -1; break;
            case 8: order.MinimumQuantity = -1; break;
            case 9: order.Trail = OneIn(2) ? 3 : long.MaxValue; break;
            case 10: order.Offset = OneIn(2) ? 1 : long.MinValue; break;
            case 11: order.ExpireNanos = 7; break;
            case 12: order.BookId = 7; break;
            default: order.AccountId = 77; break;
        }
    }

    private uint Account() => (uint)_random.Next(Accounts + 1);

    private uint BookId() => OneIn(60) ? 9 : (uint)_random.Next(_books);

    private TimeInForce TimeInForceOfOrder() => OneIn(2) ? TimeInForce.Gtc : (TimeInForce)_random.Next(1, 8);

    // Near the middle mostly, and sometimes far outside of the ladder's window.
    private long Price() => OneIn(14) ? _random.Next(-300, 500) : 100 + _random.Next(-8, 9);

    private ulong OrderId() => _lastOrderId <= 1 ? 1 : _lastOrderId - (ulong)_random.Next(Math.Min((int)_lastOrderId, 40));
}
