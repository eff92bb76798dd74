using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Risk.Checks;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>Every reason that no limit is behind: one order that trips it, one that just does not.</summary>
public sealed class RejectionTests : IDisposable
{
    private readonly RiskRig _rig = Open();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_plain_order_passes_with_its_hold()
    {
        var decision = Assert.Single(_rig.Ask(_rig.Buy(10)));
        Assert.True(decision.Event.Is<SubmitOrder>());
        Assert.Equal(1_000 * Micro, decision.Hold);
        Assert.True(_rig.Risk.OrdersMayLive);
    }

    public static TheoryData<string, RejectReason> Malformed => new()
    {
        { "no side", RejectReason.MalformedCommand },
        { "side 9", RejectReason.MalformedCommand },
        { "no type", RejectReason.MalformedCommand },
        { "no time in force", RejectReason.MalformedCommand },
        { "unknown flag", RejectReason.MalformedCommand },
        { "engine's flag", RejectReason.MalformedCommand },
        { "no client id", RejectReason.MalformedCommand },
        { "engine's client id", RejectReason.MalformedCommand },
        { "quantity 0", RejectReason.MalformedCommand },
        { "quantity below 0", RejectReason.MalformedCommand },
        { "limit without price", RejectReason.MalformedCommand },
        { "market with price", RejectReason.MalformedCommand },
        { "account 9", RejectReason.UnknownAccount },
        { "huge account", RejectReason.UnknownAccount },
        { "instrument 9", RejectReason.UnknownInstrument },
        { "huge instrument", RejectReason.UnknownInstrument },
        { "strategy 9", RejectReason.UnknownStrategy },
        { "strategy of another account", RejectReason.NotOwner },
        { "stop", RejectReason.UnsupportedOrderType },
        { "post-only market", RejectReason.UnsupportedOrderType },
        { "post-only immediate", RejectReason.UnsupportedTimeInForce },
        { "between ticks", RejectReason.PriceNotOnTick },
        { "price 0", RejectReason.PriceOutOfRange },
        { "price below 0", RejectReason.PriceOutOfRange },
        { "too many lots", RejectReason.QuantityTooLarge },
        { "too much value", RejectReason.OrderNotionalTooLarge },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void A_bad_order_is_refused_for_its_reason(string what, RejectReason reason)
    {
        var rejected = Rejected(_rig.Ask(_rig.Buy(10, 100m, (ref SubmitOrder o) => Spoil(ref o, what))), reason);
        Assert.Equal(1, rejected.IsEnded);
        Approved(_rig.Ask(_rig.Buy(10)));
    }

    [Fact]
    public void Every_supported_combination_of_type_and_time_passes()
    {
        foreach (var time in new[] { TimeInForce.Day, TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok })
        {
            Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.TimeInForce = time)));
            Approved(_rig.Ask(_rig.Buy(1, null, (ref SubmitOrder o) => o.TimeInForce = time)));
        }

        Approved(_rig.Ask(_rig.Buy(1, 99m, (ref SubmitOrder o) => o.OrderFlags = OrderFlags.PostOnly)));
    }

    [Fact]
    public void A_client_order_id_is_used_once_per_account()
    {
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 77)));
        _rig.FillNewest(100m);
        Rejected(
            _rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 77)),
            RejectReason.DuplicateClientOrderId);
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) =>
        {
            o.ClientOrderId = 77;
            o.AccountId = 2;
            o.StrategyId = 3;
        })));
    }

    [Fact]
    public void The_same_client_order_id_twice_in_one_input_is_refused_once()
    {
        var decisions = _rig.Ask(
            _rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 77),
            _rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 77));
        Assert.Single(All<SubmitOrder>(decisions));
        Assert.Equal(RejectReason.DuplicateClientOrderId, Assert.Single(All<OrderRejected>(decisions)).RejectReason);
    }

    [Fact]
    public void The_oldest_client_order_id_is_forgotten_when_all_places_are_taken()
    {
        using var rig = Open(Small with { ClientOrderIds = 4 });
        for (ulong id = 100; id < 105; id++)
        {
            var own = id;
            rig.Ask(rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = own));
            rig.FillNewest(100m);
        }

        Approved(rig.Ask(rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 100)));
        Rejected(
            rig.Ask(rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 102)),
            RejectReason.DuplicateClientOrderId);
    }

    [Fact]
    public void A_refused_order_leaves_its_client_order_id_free()
    {
        Rejected(_rig.Ask(_rig.Buy(1, 100.001m, (ref SubmitOrder o) => o.ClientOrderId = 77)), RejectReason.PriceNotOnTick);
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 77)));
    }

    [Theory]
    [InlineData(InstrumentStatus.Halted)]
    [InlineData(InstrumentStatus.Closed)]
    public void An_instrument_that_is_not_open_takes_no_orders(InstrumentStatus status)
    {
        Status(status);
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.InstrumentNotTradable);
        Status(InstrumentStatus.Open);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Fact]
    public void Orders_are_refused_before_the_session_opens_and_after_it_closes()
    {
        using var rig = new RiskRig();
        rig.DefineAccount(1, "USD");
        rig.DefineStrategy(1, 1);
        rig.DefineInstrument(1, "USD");
        rig.Deposit(1, "USD", 1_000);
        rig.Quote(1, 99m, 101m);
        Rejected(rig.Ask(rig.Buy(1)), RejectReason.TradingHalted, ScopeKind.Engine);
        rig.Send((ref SessionOpened _) => { });
        Approved(rig.Ask(rig.Buy(1)));
        rig.Send((ref SessionClosing _) => { });
        Rejected(rig.Ask(rig.Buy(1)), RejectReason.TradingHalted, ScopeKind.Engine);
    }

    [Fact]
    public void Quantities_are_multiples_of_the_lot()
    {
        _rig.DefineInstrument(1, "USD", lotSize: 100);
        Rejected(_rig.Ask(_rig.Buy(150)), RejectReason.QuantityNotOnLot, ScopeKind.Instrument, 100, 150);
        Approved(_rig.Ask(_rig.Buy(200)));
    }

    [Fact]
    public void Without_a_price_of_the_market_nothing_is_sent()
    {
        _rig.DefineInstrument(3, "USD");
        Rejected(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.InstrumentId = 3)), RejectReason.NoReferencePrice);
        _rig.Send((ref Trade t) =>
        {
            t.InstrumentId = 3;
            t.Price = Price(100m);
            t.Quantity = 1;
        });
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.InstrumentId = 3)));
    }

    [Fact]
    public void An_account_pays_with_what_is_free()
    {
        Rejected(
            _rig.Ask(_rig.Buy(10_001)), RejectReason.InsufficientCapital, ScopeKind.Account, 1_000_000 * Micro,
            1_000_100 * Micro);
        Approved(_rig.Ask(_rig.Buy(10_000)));
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.InsufficientCapital, limit: 0, actual: 100 * Micro);
    }

    [Fact]
    public void A_currency_without_a_rate_is_refused_and_with_one_taken()
    {
        _rig.DefineInstrument(3, "EUR");
        _rig.Deposit(1, "EUR", 1_000);
        _rig.Quote(3, 99.99m, 100.01m);
        Rejected(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.InstrumentId = 3)), RejectReason.UnknownCurrency);
        _rig.Rate("EUR", "USD", 1.1m);
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.InstrumentId = 3)));
    }

    [Fact]
    public void A_full_order_table_refuses()
    {
        using var rig = Open(Small with { LiveOrders = 2 });
        var decisions = rig.Ask(rig.Buy(1), rig.Buy(1), rig.Buy(1));
        Assert.Equal(2, All<SubmitOrder>(decisions).Count);
        var rejected = Assert.Single(All<OrderRejected>(decisions));
        Assert.Equal(RejectReason.CapacityReached, rejected.RejectReason);
        Assert.Equal(2, rejected.Limit);
        rig.FillNewest(100m);
        Approved(rig.Ask(rig.Buy(1)));
    }

    [Fact]
    public void A_full_position_table_refuses_new_positions_only()
    {
        using var rig = Open(Small with { Positions = 1 });
        Approved(rig.Ask(rig.Buy(1)));
        Rejected(
            rig.Ask(rig.Buy(1, 100m, (ref SubmitOrder o) => o.InstrumentId = 2)), RejectReason.CapacityReached);
        Approved(rig.Ask(rig.Buy(1)));
    }

    [Fact]
    public void Of_several_reasons_the_first_in_precedence_is_told()
    {
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.OrderQuantityMax, 5);
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.OrderNotionalMax, 1);
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.PriceBand, 1);
        Rejected(_rig.Ask(_rig.Buy(10, 150.001m)), RejectReason.PriceNotOnTick);
        Rejected(_rig.Ask(_rig.Buy(10, 150m)), RejectReason.QuantityTooLarge);
        Rejected(_rig.Ask(_rig.Buy(5, 150m)), RejectReason.PriceOutsideBand);
        Rejected(_rig.Ask(_rig.Buy(5, 100m)), RejectReason.OrderNotionalTooLarge);
        _rig.State(ScopeKind.Instrument, 1, TradingState.Halted);
        Rejected(_rig.Ask(_rig.Buy(10, 150.001m)), RejectReason.TradingHalted, ScopeKind.Instrument);
    }

    [Fact]
    public void Cancels_pass_by_either_id_and_in_any_state()
    {
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 500)));
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.ClientOrderId = 501)));
        _rig.State(ScopeKind.Engine, 0, TradingState.Halted);
        Only<CancelOrder>(_rig.Ask(Cancel(account: 1, order: 1)));
        Only<CancelOrder>(_rig.Ask(Cancel(account: 1, client: 501)));
        Assert.Equal(0, _rig.Orders.LiveCount);
    }

    [Fact]
    public void Cancels_of_what_is_not_there_or_not_own_are_refused()
    {
        Approved(_rig.Ask(_rig.Buy(1)));
        Assert.Equal(0, Rejected(_rig.Ask(Cancel(1, order: 9)), RejectReason.UnknownOrder).IsEnded);
        Rejected(_rig.Ask(Cancel(1, client: 9)), RejectReason.UnknownOrder);
        Rejected(_rig.Ask(Cancel(2, order: 1)), RejectReason.NotOwner);
        Rejected(_rig.Ask(Cancel(1, order: 1, strategy: 2)), RejectReason.NotOwner);
        Rejected(_rig.Ask(Cancel(9, order: 1)), RejectReason.UnknownAccount);
        Only<CancelOrder>(_rig.Ask(Cancel(1, order: 1, strategy: 1)));
    }

    [Fact]
    public void Replacements_are_held_to_their_order_and_its_owner()
    {
        Approved(_rig.Ask(_rig.Buy(10)));
        Rejected(_rig.Ask(Replace(9, 5, 100m)), RejectReason.UnknownOrder);
        Rejected(_rig.Ask(Replace(1, 0, 100m)), RejectReason.MalformedCommand);
        Assert.Equal(0, Rejected(_rig.Ask(Replace(1, 5, 100.001m)), RejectReason.PriceNotOnTick).IsEnded);
        _rig.FillOrder(_rig.Orders.FirstLive, 100m, 4);
        Rejected(_rig.Ask(Replace(1, 4, 100m)), RejectReason.QuantityTooSmall);
        Approved(_rig.Ask(Replace(1, 5, 99m)));
    }

    [Fact]
    public void A_replacement_without_a_price_keeps_the_old_one()
    {
        Approved(_rig.Ask(_rig.Buy(10, 99m)));
        Assert.Equal(Price(99m), Only<ReplaceOrder>(_rig.Ask(Replace(1, 5, null))).Price);
    }

    [Fact]
    public void A_replacement_holds_money_for_the_new_order_less_that_of_the_old_one()
    {
        Approved(_rig.Ask(_rig.Buy(9_000)));
        Rejected(
            _rig.Ask(Replace(1, 10_001, 100m)), RejectReason.InsufficientCapital, limit: 100_000 * Micro,
            actual: 100_100 * Micro);
        var decision = Assert.Single(_rig.Ask(Replace(1, 10_000, 100m)));
        Assert.Equal(1_000_000 * Micro, decision.Hold);
    }

    [Fact]
    public void A_market_order_cannot_be_replaced()
    {
        Approved(_rig.Ask(_rig.Buy(1, null)));
        Rejected(_rig.Ask(Replace(1, 2, 100m)), RejectReason.UnsupportedOrderType);
    }

    [Fact]
    public void Outputs_of_strategies_are_passed_on_as_they_are()
    {
        var signal = Event((ref SignalRaised s) => s.Strength = 5);
        Assert.Equal(signal.AsBytes().ToArray(), Assert.Single(_rig.Ask(signal)).Event.AsBytes().ToArray());
    }

    private static EngineEvent Cancel(uint account, ulong order = 0, ulong client = 0, ushort strategy = 0) =>
        Event((ref CancelOrder c) =>
        {
            c.AccountId = account;
            c.OrderId = order;
            c.ClientOrderId = client;
            c.StrategyId = strategy;
        });

    private void Status(InstrumentStatus status) => _rig.Send((ref InstrumentStatusChanged s) =>
    {
        s.InstrumentId = 1;
        s.Status = status;
    });

    private static void Spoil(ref SubmitOrder order, string what)
    {
        switch (what)
        {
            case "no side": order.Side = Side.None; break;
            case "side 9": order.Side = (Side)9; break;
            case "no type": order.OrderType = OrderType.None; break;
            case "no time in force": order.TimeInForce = TimeInForce.None; break;
            case "unknown flag": order.OrderFlags = (OrderFlags)0x80; break;
            case "engine's flag": order.OrderFlags = OrderFlags.Flatten; break;
            case "no client id": order.ClientOrderId = 0; break;
            case "engine's client id": order.ClientOrderId = ShapeChecks.EngineIdBit | 5; break;
            case "quantity 0": order.Quantity = 0; break;
            case "quantity below 0": order.Quantity = long.MinValue; break;
            case "limit without price": order.Price = null; break;
            case "market with price": order.OrderType = OrderType.Market; break;
            case "account 9": order.AccountId = 9; break;
            case "huge account": order.AccountId = uint.MaxValue; break;
            case "instrument 9": order.InstrumentId = 9; break;
            case "huge instrument": order.InstrumentId = uint.MaxValue; break;
            case "strategy 9": order.StrategyId = 9; break;
            case "strategy of another account": order.StrategyId = 3; break;
            case "stop": order.OrderType = OrderType.Stop; break;
            case "post-only market":
                order.OrderType = OrderType.Market;
                order.Price = null;
                order.OrderFlags = OrderFlags.PostOnly;
                break;
            case "post-only immediate":
                order.TimeInForce = TimeInForce.Ioc;
                order.OrderFlags = OrderFlags.PostOnly;
                break;
            case "between ticks": order.Price = Price(100m) + 1; break;
            case "price 0": order.Price = 0; break;
            case "price below 0": order.Price = Price(-100m); break;
            case "too many lots": order.Quantity = long.MaxValue; break;
            case "too much value": order.Quantity = ShapeChecks.LotsMax; break;
            default: Assert.Fail(what); break;
        }
    }
}
