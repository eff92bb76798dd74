using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>Orders of one account that could meet while one of them is being replaced, through all stages.</summary>
public sealed class SelfTradeTests
{
    private const long Unit = RandomSession.Unit;
    private const long Arrival = 20_000_000;

    [Fact]
    public void A_replacement_counts_at_its_new_price_while_it_is_on_its_way()
    {
        var outputs = Run(session =>
        {
            Submit(session, client: 1, Side.Buy, price: 90);
            Wait(session);
            Replace(session, price: 98);
            Submit(session, client: 2, Side.Sell, price: 98);
            Wait(session);
        });
        var rejected = Assert.Single(outputs, output => output.Is<OrderRejected>()).As<OrderRejected>();
        Assert.Equal((RejectReason.SelfTrade, 2UL), (rejected.RejectReason, rejected.ClientOrderId));
        Assert.Equal(98 * Unit, rejected.Limit);
    }

    [Fact]
    public void A_replacement_counts_at_its_old_price_until_it_has_arrived()
    {
        var outputs = Run(session =>
        {
            Submit(session, client: 1, Side.Buy, price: 98);
            Wait(session);
            Replace(session, price: 97);
            Replace(session, price: 80);
            Submit(session, client: 2, Side.Sell, price: 97);
            Wait(session);
            Submit(session, client: 3, Side.Sell, price: 97);
            Wait(session);
        });
        var rejected = Assert.Single(outputs, output => output.Is<OrderRejected>()).As<OrderRejected>();
        Assert.Equal((RejectReason.SelfTrade, 2UL), (rejected.RejectReason, rejected.ClientOrderId));
        Assert.Contains(outputs, output => output.Is<OrderFilled>() && output.As<OrderFilled>().ClientOrderId == 3);
    }

    [Fact]
    public void An_order_does_not_trade_at_the_price_of_its_replacement_before_that_arrives()
    {
        var outputs = Run(session =>
        {
            Submit(session, client: 1, Side.Buy, price: 90);
            session.Pass(1);
            session.Add((ref TimeAdvanced _) => { });
            Replace(session, price: 101);
            Wait(session);
        });
        var kinds = outputs.Where(output => output.Is<OrderAccepted>() || output.Is<OrderReplaced>()
            || output.Is<OrderFilled>()).Select(output => output.TemplateId);
        Assert.Equal([OrderAccepted.TemplateId, OrderReplaced.TemplateId, OrderFilled.TemplateId], kinds);
    }

    private static IReadOnlyList<EngineEvent> Run(Action<RandomSession> write)
    {
        var run = new StageSchedule(RandomSession.Script(hasLatency: true, session =>
        {
            Wait(session);
            write(session);
        }), RandomSession.Sizes, []);
        using (run) run.RunFused();
        return run.Outputs;
    }

    private static void Wait(RandomSession session)
    {
        session.Pass(Arrival);
        session.Add((ref Quote q) => (q.InstrumentId, q.BidPriceRaw, q.BidQuantity, q.AskPriceRaw, q.AskQuantity) =
            (1, 99 * Unit, 500, 101 * Unit, 500));
    }

    private static void Submit(RandomSession session, ulong client, Side side, long price) =>
        session.Add((ref SubmitOrder s) =>
        {
            (s.AccountId, s.InstrumentId, s.ClientOrderId) = (1, 1, client);
            (s.Side, s.Quantity, s.PriceRaw) = (side, 5, price * Unit);
            (s.OrderType, s.TimeInForce) = (OrderType.Limit, TimeInForce.Gtc);
        });

    private static void Replace(RandomSession session, long price) =>
        session.Add((ref ReplaceOrder r) =>
            (r.AccountId, r.ClientOrderId, r.Quantity, r.PriceRaw) = (1, 1, 5, price * Unit));
}
