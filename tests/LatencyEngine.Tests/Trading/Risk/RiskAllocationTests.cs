using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Risk;
using LatencyEngine.Trading.Stages;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

public sealed class RiskAllocationTests
{
    /// <summary>Marks, approvals and rejections with every kind of limit set in every scope.</summary>
    [Fact]
    public void Deciding_does_not_allocate()
    {
        using var recorder = new OutputRecorder();
        var orders = new OrderTable(Small);
        var positions = new PositionTable(Small);
        var accounting = new Accounting(Small, new InstrumentTable(64), positions, recorder.Writer);
        var intents = new Lane<EngineEvent>(8192);
        var decisions = new Lane<Decision>(8192);
        var risk = new RiskHandler(Small, orders, positions, accounting, intents, decisions);
        var sequence = -1L;
        var approvals = 0;
        var rejections = 0;

        void Send(EngineEvent input, EngineEvent? intent = null)
        {
            sequence++;
            if (intent is { } wanted) intents.Add(sequence, wanted);
            risk.OnInput(ref input, sequence);
            while (decisions.Holds(sequence))
            {
                if (decisions.Peek().Event.Is<SubmitOrder>()) approvals++;
                if (decisions.Peek().Event.Is<OrderRejected>()) rejections++;
                decisions.Take();
            }
        }

        var account = Event((ref AccountDefinition d) => (d.AccountId, d.Currency) = (1, Code("USD")));
        accounting.Apply(in account.As<AccountDefinition>());
        Send(account);
        Send(Event((ref StrategyDefinition d) => (d.StrategyId, d.AccountId) = (1, 1)));
        var instrument = default(EngineEvent);
        new InstrumentTerms { Id = 1, Symbol = "A", TickSize = Price(0.01m), Kind = InstrumentKind.Linear, MarginRate = 0 }
            .WriteTo(ref instrument, Morning);
        Send(instrument);
        Send(Event((ref SessionOpened _) => { }));
        foreach (var scope in new[] { ScopeKind.Engine, ScopeKind.Account, ScopeKind.Strategy, ScopeKind.Instrument })
            for (var kind = LimitKind.OrderQuantityMin; kind <= LimitKind.AvailableCapitalMin; kind++)
                Send(Event((ref SetRiskLimit l) =>
                {
                    l.ScopeKind = scope;
                    l.ScopeId = scope == ScopeKind.Engine ? 0u : 1u;
                    l.LimitKind = kind;
                    l.Value = kind switch
                    {
                        LimitKind.OrderQuantityMin or LimitKind.AvailableCapitalMin => 0,
                        LimitKind.OrderRateMax => RateWindow.Capacity,
                        LimitKind.OrderQuantityMax => 500,
                        _ => LimitRules.RatioMax,
                    };
                }));

        var quote = Event((ref Quote q) => q.InstrumentId = 1);
        var order = Event((ref SubmitOrder o) =>
        {
            o.InstrumentId = 1;
            o.AccountId = 1;
            o.StrategyId = 1;
            o.Side = Side.Buy;
            o.Quantity = 10;
            o.OrderType = OrderType.Limit;
            o.Price = Price(100m);
            o.TimeInForce = TimeInForce.Gtc;
        });
        var now = Morning;
        Allocation.AssertNone(() =>
        {
            now += 1_000_000;
            quote.TimestampNanos = now;
            quote.As<Quote>().BidPrice = Price(99m) + (now % 7 * 10_000_000);
            quote.As<Quote>().AskPrice = Price(101m);
            order.As<SubmitOrder>().ClientOrderId++;
            order.As<SubmitOrder>().Quantity = order.As<SubmitOrder>().ClientOrderId % 2 == 0 ? 501 : 10;
            Send(quote, order);
        });
        Assert.True(approvals > 5_000 && rejections > 5_000, $"{approvals} approved, {rejections} rejected.");
    }
}
