using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Takes approved commands, sends them on their way and carries them out when they reach the venue. The matching
/// stage's thread; owns what is in flight.
/// </summary>
/// <remarks>
/// <para><b>Ordering.</b> A command reaches the venue after the delay of its venue, and never before an
/// earlier command about the same order. One that is due at T finds the market as it was before the first
/// input with a time of T or later. Without a delay it is carried out in the input that decided it. In the middle of
/// a batch of the venue it waits for the end of the batch, and with it what comes after it about the same
/// instrument.</para>
/// <para><b>Arrival.</b> A new order is refused when its instrument does not trade or when it is post-only
/// and reaches the opposite price; else it is accepted, takes what it may, and its rest ends (Market:
/// NoLiquidity; Ioc; Fok) or rests. On a book that is not sound it takes nothing.</para>
/// <para><b>Limits.</b> One input carries out <see cref="ArrivalsMax"/> commands that are due and goes on with as many
/// orders that take; the rest follows with the next inputs in the same order, before anything newer. An order that
/// may rest and has used as many levels as one take may goes on taking with the next input.</para>
/// <para><b>Replacement.</b> A total that is filled already ends the order at its owner's request. Only a
/// total that is not greater, at the same price, keeps the place.</para>
/// </remarks>
public sealed class OrderEntry(
    InstrumentTable instruments, OrderTable orders, Accounting accounting, OrderLifecycle lifecycle, Taking taking,
    QueuePlaces places, RestingOrders resting, SweepQueue sweeps, OrderReports reports)
{
    /// <summary>Most commands that one input carries out because they are due.</summary>
    public const int ArrivalsMax = Capacities.SweepStepsPerEventMax;

    private const int CommandsPerOrder = 4;

    private readonly InFlightQueue _inFlight = new(orders.Capacity * CommandsPerOrder);
    private readonly RingDeque<ulong> _taking = new(orders.Capacity);

    public VenueDelays Delays { get; } = new();

    /// <summary>Commands on their way to a venue.</summary>
    public int InFlightCount => _inFlight.Count;

    /// <summary>Goes on with orders that take, then carries out what is due, as far as one input may.</summary>
    public void ArriveDue(long nowNanos)
    {
        for (var left = Math.Min(_taking.Count, ArrivalsMax); left > 0; left--) GoOn();
        for (var left = ArrivalsMax; left > 0 && IsAnyDue(nowNanos); left--) ArriveFirst();
        _inFlight.PutBack();
    }

    /// <param name="worstPrice">For market orders: where they stop.</param>
    public void Submit(in SubmitOrder submit, long hold, long worstPrice)
    {
        Invariant.Check(submit.OrderType is OrderType.Market or OrderType.Limit);
        if (_inFlight.IsFull)
        {
            reports.Rejected(in submit, TooManyInFlight());
            return;
        }

        var link = lifecycle.Open(in submit, hold, worstPrice);
        if (link == OrderTable.None) return;
        ref var order = ref orders[link];
        var command = new InFlight
        {
            Kind = InFlightKind.Submit, OrderId = order.OrderId, InstrumentId = order.InstrumentId,
        };
        Send(ref order, in command);
    }

    public void Cancel(in CancelOrder cancel)
    {
        var command = new InFlight
        {
            Kind = InFlightKind.Cancel,
            AccountId = cancel.AccountId,
            StrategyId = cancel.StrategyId,
            ActorId = cancel.ActorId,
            OrderId = cancel.OrderId,
            ClientOrderId = cancel.ClientOrderId,
        };
        var link = orders.Find(cancel.AccountId, cancel.OrderId, cancel.ClientOrderId);
        if (!TrySend(link, ref command)) return;
        if (orders.FindOrder(command.OrderId) == link) orders[link].IsCanceling = true;
    }

    /// <param name="hold">For what is left of the replaced order as risk saw it.</param>
    public void Replace(in ReplaceOrder replace, long hold)
    {
        var link = orders.Find(replace.AccountId, replace.OrderId, replace.ClientOrderId);
        var command = new InFlight
        {
            Kind = InFlightKind.Replace,
            AccountId = replace.AccountId,
            StrategyId = replace.StrategyId,
            ActorId = replace.ActorId,
            OrderId = replace.OrderId,
            ClientOrderId = replace.ClientOrderId,
            Price = replace.PriceRaw,
            Quantity = replace.Quantity,
            Hold = hold,
            HeldLots = link == OrderTable.None ? 0 : replace.Quantity - orders[link].FilledLots,
            ReservedLots = link == OrderTable.None ? 0 : Math.Max(0, replace.Quantity - orders[link].Quantity),
        };
        TrySend(link, ref command);
    }

    /// <summary>Nothing arrives any more.</summary>
    public void EndSession()
    {
        _inFlight.Clear();
        while (_taking.TryRemoveFirst(out _))
        {
            // Their orders end with the session.
        }
    }

    public void AddTo(ref StateHash hash)
    {
        _inFlight.AddTo(ref hash);
        for (var i = 0; i < _taking.Count; i++) hash.Add(_taking[i]);
        Delays.AddTo(ref hash);
    }

    private bool TrySend(int link, ref InFlight command)
    {
        if (link == OrderTable.None)
        {
            reports.Rejected(in command, new Refusal(RejectReason.UnknownOrder));
            return false;
        }

        ref var order = ref orders[link];
        (command.OrderId, command.ClientOrderId) = (order.OrderId, order.ClientOrderId);
        command.InstrumentId = order.InstrumentId;
        if (_inFlight.IsFull)
        {
            reports.Rejected(in command, TooManyInFlight());
            return false;
        }

        Send(ref order, in command);
        return true;
    }

    // What a replacement would add counts as open while it is on its way: no limit is passed meanwhile.
    private void Send(ref Order order, in InFlight command)
    {
        accounting.Reserve(ref order, command.ReservedLots);
        if (command.Kind == InFlightKind.Replace) Announce(ref order, command.Price);
        var now = reports.Outputs.NowNanos;
        var venueId = instruments[order.InstrumentId].Definition.VenueId;
        var delay = Delays.Next(venueId);
        order.DueNanos = Math.Max(order.DueNanos, now > long.MaxValue - delay ? long.MaxValue : now + delay);
        if (order.DueNanos <= now && !IsAnyDue(now) && !taking.MustWait(order.InstrumentId)) Arrive(in command);
        else _inFlight.Add(order.DueNanos, in command);
    }

    private void ArriveFirst()
    {
        if (taking.MustWait(_inFlight.First.InstrumentId))
        {
            _inFlight.SetAside();
            return;
        }

        var command = _inFlight.Take();
        Arrive(in command);
    }

    private bool IsAnyDue(long nowNanos) => _inFlight.Count > 0 && _inFlight.NextDueNanos <= nowNanos;

    private void Arrive(in InFlight command)
    {
        var link = orders.FindOrder(command.OrderId);
        if (link != OrderTable.None) Settle(ref orders[link], in command);
        var isOver = link == OrderTable.None || sweeps.Covers(in orders[link]);
        switch (command.Kind)
        {
            case InFlightKind.Submit:
                if (!isOver) Enter(link);
                break;
            case InFlightKind.Cancel when !isOver:
                lifecycle.Cancel(link, CancelReason.Requested);
                break;
            case InFlightKind.Replace when !isOver:
                Replace(link, in command);
                break;
            default:
                reports.Rejected(in command, new Refusal(RejectReason.UnknownOrder));
                break;
        }
    }

    // Risk looks at the price that goes further while a replacement is on its way: the order may trade at either.
    private static void Announce(ref Order order, long price)
    {
        order.ReplacementsOnWay++;
        if (order.Type == OrderType.Market || price == SubmitOrder.PriceNullValue) return;
        order.WorstPrice = order.IsBuy ? Math.Max(order.WorstPrice, price) : Math.Min(order.WorstPrice, price);
    }

    private void Settle(ref Order order, in InFlight command)
    {
        accounting.Reserve(ref order, -command.ReservedLots);
        if (command.Kind != InFlightKind.Replace) return;
        order.ReplacementsOnWay--;
        SettlePrice(ref order);
    }

    private static void SettlePrice(ref Order order)
    {
        if (order.ReplacementsOnWay == 0 && order.Type != OrderType.Market) order.WorstPrice = order.Price;
    }

    private void Enter(int link)
    {
        ref var order = ref orders[link];
        if (!instruments[order.InstrumentId].IsOpen)
        {
            lifecycle.Reject(link, RejectReason.InstrumentNotTradable);
            return;
        }

        if (IsPostOnly(in order) && taking.WouldTrade(order.InstrumentId, order.Side, order.Price))
        {
            lifecycle.Reject(link, RejectReason.PostOnlyWouldTrade);
            return;
        }

        order.State = OrderState.Accepted;
        reports.Accepted(in order);
        TakeAndRest(link);
    }

    private void TakeAndRest(int link)
    {
        var taken = taking.Take(link);
        while (taken == Taken.Paused && MayRest(in orders[link]))
        {
            if (TryGoOnLater(ref orders[link])) return;
            taken = taking.Take(link); // No room: better now than never.
        }

        if (taken == Taken.All) return;
        ref var order = ref orders[link];
        if (order.TimeInForce == TimeInForce.Fok) lifecycle.Cancel(link, CancelReason.FillOrKill);
        else if (order.Type == OrderType.Market) lifecycle.Cancel(link, CancelReason.NoLiquidity);
        else if (order.TimeInForce == TimeInForce.Ioc) lifecycle.Cancel(link, CancelReason.ImmediateOrCancel);
        else Rest(link);
    }

    private static bool MayRest(in Order order) =>
        order.Type != OrderType.Market && order.TimeInForce is not (TimeInForce.Ioc or TimeInForce.Fok);

    private bool TryGoOnLater(ref Order order)
    {
        order.IsTaking = _taking.TryAddLast(order.OrderId);
        return order.IsTaking;
    }

    // The order may have ended meanwhile, and what ends in a sweep does not trade.
    private void GoOn()
    {
        _taking.TryRemoveFirst(out var orderId);
        var link = orders.FindOrder(orderId);
        if (link == OrderTable.None) return;
        if (taking.MustWait(orders[link].InstrumentId))
        {
            _taking.TryAddLast(orderId);
            return;
        }

        orders[link].IsTaking = false;
        if (sweeps.Covers(in orders[link])) return;
        if (instruments[orders[link].InstrumentId].IsOpen) TakeAndRest(link);
        else Rest(link);
    }

    private void Rest(int link)
    {
        places.Join(ref orders[link]);
        resting.Add(link);
    }

    private void Replace(int link, in InFlight command)
    {
        ref var order = ref orders[link];
        if (command.Quantity <= order.FilledLots)
        {
            lifecycle.Cancel(link, CancelReason.Requested);
            return;
        }

        var price = command.Price == SubmitOrder.PriceNullValue ? order.Price : command.Price;
        var keepsPlace = price == order.Price && command.Quantity <= order.Quantity;
        var hold = HoldNow(in order, in command);
        var refusal = WhyNot(in order, price, hold, keepsPlace);
        if (refusal.Reason != RejectReason.None)
        {
            reports.Rejected(in command, in refusal);
            return;
        }

        if (!keepsPlace && resting.Contains(link)) resting.Remove(link);
        order.Price = price;
        SettlePrice(ref order);
        reports.Replaced(in order, command.Quantity, keepsPlace);
        lifecycle.Resize(link, command.Quantity, hold);
        if (!keepsPlace && !order.IsTaking) TakeAndRest(link);
    }

    private Refusal WhyNot(in Order order, long price, long hold, bool keepsPlace)
    {
        ref readonly var instrument = ref instruments[order.InstrumentId];
        if (!instrument.IsOpen) return new Refusal(RejectReason.InstrumentNotTradable);
        if (!keepsPlace && IsPostOnly(in order) && taking.WouldTrade(order.InstrumentId, order.Side, price))
            return new Refusal(RejectReason.PostOnlyWouldTrade);
        var more = hold - order.Held;
        var free = more <= 0 ? 0 : accounting.FreeCash(order.AccountId, instrument.Definition.Currency);
        return more > free ? new Refusal(RejectReason.InsufficientCapital, ScopeKind.Account, free, more) : default;
    }

    // What traded on the way needs no hold any longer.
    private static long HoldNow(in Order order, in InFlight command)
    {
        var leaves = command.Quantity - order.FilledLots;
        return leaves == command.HeldLots || command.HeldLots <= 0
            ? command.Hold
            : ContractTerms.Portion(command.Hold, leaves, command.HeldLots);
    }

    private static bool IsPostOnly(in Order order) => (order.Flags & OrderFlags.PostOnly) != 0;

    private Refusal TooManyInFlight() =>
        new(RejectReason.CapacityReached, ScopeKind.Engine, _inFlight.Count, _inFlight.Count + 1L);
}
