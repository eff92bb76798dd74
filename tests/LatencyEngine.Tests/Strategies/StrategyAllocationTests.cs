using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Strategies.MovingAverageCrossover;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Strategies;

/// <summary>What the strategies that come with the engine do on their thread costs no memory.</summary>
public sealed class StrategyAllocationTests
{
    private const long Second = StrategyBench.Second;

    [Fact]
    public void A_crossover_does_not_allocate_on_bars_quotes_orders_and_fills()
    {
        var parameters = CrossoverStrategyTests.Limits();
        parameters[CrossoverParameters.AllowShortId] = 1;
        var bench = CrossoverStrategyTests.WarmBench(parameters);
        var quote = Quote.Create();
        quote.InstrumentId = 1;
        var bar = BarClosed.Create();
        bar.InstrumentId = 1;
        var filled = OrderFilled.Create();
        filled.InstrumentId = 1;
        var price = 1_000L;
        var orders = 0;
        Allocation.AssertNone(() =>
        {
            price += price % 7 == 0 ? 900 : -100;
            bench.Now += Second;
            bench.Port.StartEvent(bench.Now);
            quote.BidPriceRaw = bar.Close = price * 100;
            quote.AskPriceRaw = (price + 1) * 100;
            bench.Strategy.OnQuote(in quote, bench.Port);
            bench.Strategy.OnBar(in bar, bench.Port);
            for (var i = 0; i < bench.Port.IntentCount; i++)
            {
                ref readonly var intent = ref bench.Port.Intent(i);
                if (!intent.Is<SubmitOrder>()) continue;
                orders++;
                var submit = Unsafe.AsRef(in intent).As<SubmitOrder>();
                filled.ClientOrderId = submit.ClientOrderId;
                bench.Port.Filled(1, submit.Side == Side.Buy ? submit.Quantity : -submit.Quantity);
                bench.Strategy.OnFilled(in filled, bench.Port);
            }
        });
        Assert.True(orders > 1_000, $"{orders}");
    }

    [Fact]
    public void A_market_maker_does_not_allocate_while_it_quotes()
    {
        var bench = MarketMakerTests.QuotingBench();
        var quote = Quote.Create();
        quote.InstrumentId = 1;
        var replaced = OrderReplaced.Create();
        replaced.InstrumentId = 1;
        var price = 1_000L;
        var replaces = 0;
        Allocation.AssertNone(() =>
        {
            price += price % 7 == 0 ? 90 : -10;
            bench.Now += Second;
            bench.Port.StartEvent(bench.Now);
            quote.BidPriceRaw = price * 100;
            quote.AskPriceRaw = (price + 2) * 100;
            bench.Strategy.OnQuote(in quote, bench.Port);
            for (var i = 0; i < bench.Port.IntentCount; i++)
            {
                var intent = bench.Port.Intent(i);
                if (!intent.Is<ReplaceOrder>()) continue;
                replaces++;
                ref var replace = ref intent.As<ReplaceOrder>();
                replaced.ClientOrderId = replace.ClientOrderId;
                replaced.PriceRaw = replace.PriceRaw;
                replaced.Quantity = replace.Quantity;
                bench.Strategy.OnReplaced(in replaced, bench.Port);
            }
        });
        Assert.True(replaces > 10_000, $"{replaces}");
    }
}
