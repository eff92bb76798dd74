using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>What risk and matching know of the same orders, through all stages.</summary>
public sealed class OpenLotsTests
{
    private const long Unit = RandomSession.Unit;

    [Fact]
    public void A_canceled_order_no_longer_counts_against_the_open_orders()
    {
        var outputs = Run(hasLatency: false, session =>
        {
            Quote(session);
            Limit(session, LimitKind.OpenOrdersMax, 1);
            Submit(session, client: 1, lots: 5, price: 90);
            session.Add((ref CancelOrder c) => (c.AccountId, c.ClientOrderId) = (1, 1));
            Submit(session, client: 2, lots: 5, price: 90);
        });
        Assert.Equal(2, outputs.Count(output => output.Is<OrderAccepted>()));
    }

    [Fact]
    public void A_kill_switch_closes_a_position_whose_orders_it_has_canceled()
    {
        var outputs = Run(hasLatency: false, session =>
        {
            Quote(session);
            Submit(session, client: 1, lots: 5, price: 101);
            Submit(session, client: 2, lots: 5, price: 90);
            session.Add((ref SetTradingState s) => (s.ScopeKind, s.TradingState, s.HaltFlags) =
                (ScopeKind.Engine, TradingState.Halted, HaltFlags.CancelOrders | HaltFlags.Flatten));
            for (var i = 0; i < 10; i++) Quote(session);
        });
        Assert.Equal(0, outputs.Last(output => output.Is<PositionChanged>()).As<PositionChanged>().Quantity);
    }

    [Fact]
    public void A_larger_replacement_counts_against_the_position_while_it_is_on_its_way()
    {
        var outputs = Run(hasLatency: true, session =>
        {
            Quote(session);
            Limit(session, LimitKind.PositionMax, 100);
            Submit(session, client: 1, lots: 50, price: 90);
            session.Pass(20_000_000);
            Quote(session);
            session.Add((ref ReplaceOrder r) => (r.AccountId, r.ClientOrderId, r.Quantity) = (1, 1, 100));
            Submit(session, client: 2, lots: 50, price: 90);
            session.Pass(20_000_000);
            Quote(session);
        });
        var rejected = Assert.Single(outputs, output => output.Is<OrderRejected>()).As<OrderRejected>();
        Assert.Equal((RejectReason.PositionLimitExceeded, 2UL), (rejected.RejectReason, rejected.ClientOrderId));
    }

    [Fact]
    public void A_replacement_that_comes_too_late_leaves_nothing_open()
    {
        var outputs = Run(hasLatency: true, session =>
        {
            Quote(session);
            Limit(session, LimitKind.PositionMax, 100);
            Submit(session, client: 1, lots: 50, price: 90);
            session.Pass(20_000_000);
            Quote(session);
            session.Add((ref ReplaceOrder r) => (r.AccountId, r.ClientOrderId, r.Quantity) = (1, 1, 100));
            session.Add((ref MassCancel m) => m.ScopeKind = ScopeKind.Engine);
            Submit(session, client: 2, lots: 100, price: 90);
            session.Pass(20_000_000);
            Quote(session);
        });
        Assert.Equal(2, outputs.Count(output => output.Is<OrderAccepted>()));
    }

    private static IReadOnlyList<EngineEvent> Run(bool hasLatency, Action<RandomSession> write)
    {
        var run = new StageSchedule(RandomSession.Script(hasLatency, write), RandomSession.Sizes, []);
        using (run) run.RunFused();
        return run.Outputs;
    }

    private static void Quote(RandomSession session)
    {
        session.Pass(1_000);
        session.Add((ref Quote q) => (q.InstrumentId, q.BidPriceRaw, q.BidQuantity, q.AskPriceRaw, q.AskQuantity) =
            (1, 99 * Unit, 500, 101 * Unit, 500));
    }

    private static void Limit(RandomSession session, LimitKind kind, long value) =>
        session.Add((ref SetRiskLimit l) => (l.ScopeKind, l.ScopeId, l.LimitKind, l.Value) =
            (ScopeKind.Account, 1, kind, value));

    private static void Submit(RandomSession session, ulong client, long lots, long price) =>
        session.Add((ref SubmitOrder s) =>
        {
            (s.AccountId, s.InstrumentId, s.ClientOrderId) = (1, 1, client);
            (s.Side, s.Quantity, s.PriceRaw) = (Side.Buy, lots, price * Unit);
            (s.OrderType, s.TimeInForce) = (OrderType.Limit, TimeInForce.Gtc);
        });
}
