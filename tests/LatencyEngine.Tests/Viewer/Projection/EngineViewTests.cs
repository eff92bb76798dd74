using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Tests.Viewer.Projection;

/// <summary>What single messages make of a view.</summary>
public sealed class EngineViewTests
{
    private const long Unit = 1_000_000_000;
    private const long Micro = 1_000_000;

    private readonly EngineView _view = new(new ViewerLimits
    {
        InstrumentIdEnd = 8, LiveOrders = 4, Positions = 4, Fills = 3, EndedOrders = 2, Alerts = 2, RiskLimits = 4,
    });

    private long _input;

    private delegate void Fill<T>(ref T message);

    [Fact]
    public void An_order_lives_from_its_acceptance_to_its_last_fill()
    {
        Accept(1, quantity: 10);
        Tell((ref OrderFilled f) => (f.OrderId, f.Quantity, f.LeavesQuantity) = (1, 4, 6));
        Assert.True(_view.Orders.Live.TryGet(1, out var live));
        Assert.Equal((10L, 6L, 4L, true), (live.Order.Quantity, live.Order.LeavesQuantity, live.FilledQuantity, live.IsLive));
        Tell((ref OrderFilled f) => (f.OrderId, f.Quantity, f.LeavesQuantity) = (1, 6, 0));
        Assert.Equal((0, 1, 2), (_view.Orders.Live.Count, _view.Orders.Ended.Count, _view.Orders.Fills.Count));
        Assert.Equal((OrderEnd.Filled, 10L), (_view.Orders.Ended[0].End, _view.Orders.Ended[0].FilledQuantity));
        Assert.Equal(6, _view.Orders.Fills[0].Quantity);
    }

    [Fact]
    public void Ended_orders_say_how_and_why()
    {
        for (var id = 1UL; id <= 3; id++) Accept(id, quantity: 1);
        Tell((ref OrderCanceled c) => (c.OrderId, c.CancelReason) = (1, CancelReason.Halt));
        Tell((ref OrderExpired e) => e.OrderId = 2);
        Tell((ref OrderRejected r) => (r.OrderId, r.RejectReason, r.IsEnded) = (3, RejectReason.WashTrade, 1));
        Assert.Equal((OrderEnd.Rejected, RejectReason.WashTrade), (_view.Orders.Ended[0].End, _view.Orders.Ended[0].RejectReason));
        Assert.Equal(OrderEnd.Expired, _view.Orders.Ended[1].End);
        Assert.Equal((2, 3L), (_view.Orders.Ended.Count, _view.Orders.Ended.Total));
        Assert.Equal(1, _view.Notices.Rejections.Count);
    }

    [Fact]
    public void A_refused_change_leaves_an_order_as_it_was()
    {
        Accept(1, quantity: 10);
        Tell((ref OrderRejected r) => (r.OrderId, r.RejectReason) = (1, RejectReason.PriceNotOnTick));
        Tell((ref OrderReplaced r) => (r.OrderId, r.Price, r.Quantity, r.LeavesQuantity) = (1, 7 * Unit, 8, 8));
        Assert.True(_view.Orders.Live.TryGet(1, out var live));
        Assert.Equal((7 * Unit, 8L), (live.Order.Price, live.Order.Quantity));
    }

    [Fact]
    public void Orders_beyond_the_limit_are_counted_and_not_shown()
    {
        for (var id = 1UL; id <= 6; id++) Accept(id, quantity: 1);
        Assert.Equal((4, 2L), (_view.Orders.Live.Count, _view.Orders.Live.Refused));
    }

    [Fact]
    public void Rows_that_change_get_a_new_version_and_others_keep_theirs()
    {
        Accept(1, quantity: 1);
        Accept(2, quantity: 1);
        var (first, second, all) = (_view.Orders.Live.VersionAt(0), _view.Orders.Live.VersionAt(1), _view.Orders.Live.Version);
        Tell((ref OrderReplaced r) => (r.OrderId, r.Quantity) = (2, 5));
        Assert.Equal(first, _view.Orders.Live.VersionAt(0));
        Assert.True(_view.Orders.Live.VersionAt(1) > second && _view.Orders.Live.Version > all);
    }

    [Fact]
    public void The_last_row_takes_the_place_of_one_that_goes()
    {
        for (var id = 1UL; id <= 3; id++) Accept(id, quantity: 1);
        Tell((ref OrderExpired e) => e.OrderId = 1);
        Assert.Equal([3UL, 2UL], _view.Orders.Live.Rows.ToArray().Select(row => row.Order.OrderId));
        Assert.True(_view.Orders.Live.TryGet(3, out _));
    }

    [Theory]
    [InlineData(InstrumentKind.Spot, 10, 1_000, 30)]
    [InlineData(InstrumentKind.Linear, -10, -1_000, -30)]
    public void A_position_gains_with_the_middle_of_its_market(InstrumentKind kind, long lots, long cost, long gain)
    {
        Define(kind);
        Tell((ref PositionChanged p) => (p.AccountId, p.InstrumentId, p.Quantity, p.Cost) = (1, 1, lots, cost * Micro));
        Assert.True(_view.Positions.TryGet(1, 0, 1, out var position));
        Assert.Null(_view.Positions.UnrealizedOf(in position));
        Tell((ref InstrumentSnapshot m) => (m.InstrumentId, m.BidPrice, m.AskPrice, m.Updates) = (1, 102 * Unit, 104 * Unit, 1));
        Assert.Equal(gain * Micro, _view.Positions.UnrealizedOf(in position));
    }

    [Fact]
    public void An_inverse_position_gains_when_its_value_falls()
    {
        Define(InstrumentKind.Inverse);
        Tell((ref PositionChanged p) => (p.InstrumentId, p.Quantity, p.Cost) = (1, 100, 1 * Micro));
        Tell((ref InstrumentSnapshot m) => (m.InstrumentId, m.LastPrice, m.Updates) = (1, 200 * Unit, 1));
        Assert.Equal(Micro / 2, _view.Positions.UnrealizedOf(in _view.Positions.Rows.Rows[0]));
    }

    [Fact]
    public void A_balance_is_that_of_the_newest_posting_in_whichever_order_they_come()
    {
        Post(2, LedgerAccount.Cash, 70, LedgerAccount.Held, 30);
        Post(1, LedgerAccount.External, -100, LedgerAccount.Cash, 100);
        Assert.Equal(70, _view.Wallets.BalanceOf(1, Currency.Usd.Code, LedgerAccount.Cash));
        Assert.Equal(30, _view.Wallets.BalanceOf(1, Currency.Usd.Code, LedgerAccount.Held));
        Assert.Equal(-100, _view.Wallets.BalanceOf(1, Currency.Usd.Code, LedgerAccount.External));
    }

    [Fact]
    public void Money_is_converted_either_way_by_a_rate()
    {
        var (euro, dollar) = (Currency.Of("EUR").Code, Currency.Usd.Code);
        Tell((ref CurrencyRate r) => (r.FromCurrency, r.ToCurrency, r.Rate) = (euro, dollar, 1_250_000_000));
        Assert.Equal((125L, 80L, null), (_view.Wallets.Convert(100, euro, dollar), _view.Wallets.Convert(100, dollar, euro),
            _view.Wallets.Convert(100, dollar, Currency.Of("JPY").Code)));
    }

    [Fact]
    public void A_limit_shows_its_use_until_it_is_removed()
    {
        Tell((ref RiskUsage u) => (u.ScopeKind, u.LimitKind, u.Limit, u.Used) = (ScopeKind.Engine, LimitKind.OpenOrdersMax, 8, 2));
        Assert.Equal(0, _view.Risk.Limits.Count);
        Tell((ref RiskLimitChanged l) => (l.ScopeKind, l.LimitKind, l.Value) = (ScopeKind.Engine, LimitKind.OpenOrdersMax, 8));
        Tell((ref RiskUsage u) => (u.ScopeKind, u.LimitKind, u.Limit, u.Used) = (ScopeKind.Engine, LimitKind.OpenOrdersMax, 8, 2));
        Assert.Equal(250_000_000, _view.Risk.Limits.Rows[0].UsedRate);
        Tell((ref RiskLimitChanged l) => (l.ScopeKind, l.LimitKind, l.Value) = (ScopeKind.Engine, LimitKind.OpenOrdersMax, -1));
        Assert.Equal(0, _view.Risk.Limits.Count);
    }

    [Fact]
    public void What_a_snapshot_repeats_of_what_happened_is_listed_once()
    {
        var alert = default(EngineEvent);
        alert.Begin<AlertRaised>().InputSequence = 5;
        _view.Apply(alert.AsBytes());
        _view.Apply(alert.AsBytes());
        Assert.Equal(1, _view.Notices.Alerts.Total);
    }

    [Fact]
    public void Scopes_and_instruments_beyond_what_can_be_are_counted()
    {
        Tell((ref TradingStateChanged s) => s.ScopeId = ulong.MaxValue);
        Tell((ref InstrumentSnapshot m) => m.InstrumentId = uint.MaxValue);
        Tell((ref PositionChanged p) => p.AccountId = uint.MaxValue);
        Assert.Equal((1L, 1L, 1L), (_view.Risk.Refused, _view.Instruments.Refused, _view.Positions.Refused));
    }

    [Fact]
    public void Messages_of_a_newer_engine_are_ignored_and_torn_ones_refused()
    {
        var header = new byte[] { 0, 0, 250, 0, 0x59, 0x1b, 0, 0 };
        Assert.Equal(ViewChange.Ignored, _view.Apply(header));
        Assert.Equal(ViewChange.Malformed, _view.Apply(new byte[3]));
        var torn = default(EngineEvent);
        torn.Begin<OrderAccepted>();
        Assert.Equal(ViewChange.Malformed, _view.Apply(torn.AsBytes()[..20]));
        Assert.Equal((0L, 1L, 2L), (_view.Applied, _view.Ignored, _view.Malformed));
    }

    private void Define(InstrumentKind kind) => Tell((ref InstrumentDefinition d) =>
        (d.InstrumentId, d.Kind, d.Multiplier, d.Currency) = (1, kind, Unit, Currency.Usd.Code));

    private void Accept(ulong id, long quantity) => Tell((ref OrderAccepted a) =>
        (a.OrderId, a.InstrumentId, a.Quantity, a.Side, a.OrderType) = (id, 1, quantity, Side.Buy, OrderType.Limit));

    private void Post(ulong id, LedgerAccount from, long fromBalance, LedgerAccount to, long toBalance) =>
        Tell((ref LedgerPosted p) =>
        {
            (p.AccountId, p.Currency, p.PostingId) = (1, Currency.Usd.Code, id);
            (p.FromAccount, p.FromBalance, p.ToAccount, p.ToBalance) = (from, fromBalance, to, toBalance);
        });

    private void Tell<T>(Fill<T> fill)
        where T : unmanaged, ISbeMessage<T>
    {
        var slot = default(EngineEvent);
        fill(ref slot.Begin<T>());
        if (slot.TemplateId is >= OrderAccepted.TemplateId and <= CommandAnswered.TemplateId)
            slot.As<OrderAccepted>().InputSequence = _input++;
        _view.Apply(slot.AsBytes());
    }
}
