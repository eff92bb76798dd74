using LatencyEngine.Domain;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>What a gap or a lost feed makes stale, and what makes it fresh again.</summary>
public sealed class StaleDataTests : IDisposable
{
    private readonly RiskRig _rig = Open();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_gap_makes_its_instrument_stale_until_new_data()
    {
        Gap(feed: 3, instrument: 1);
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.MarketDataStale, ScopeKind.Instrument);
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.InstrumentId = 2)));
        _rig.Quote(1, 99.99m, 100.01m);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Theory]
    [InlineData(FeedState.Disconnected, true)]
    [InlineData(FeedState.Resynchronizing, true)]
    [InlineData(FeedState.Connected, false)]
    [InlineData(FeedState.Ended, false)]
    public void A_feed_that_is_gone_makes_its_instruments_stale(FeedState state, bool isStale)
    {
        Gap(feed: 3, instrument: 1);
        Gap(feed: 4, instrument: 2);
        _rig.Quote(1, 99.99m, 100.01m);
        _rig.Quote(2, 99.99m, 100.01m);
        _rig.Send((ref FeedStatus s) =>
        {
            s.FeedId = 3;
            s.State = state;
        });
        if (isStale) Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.MarketDataStale);
        else Approved(_rig.Ask(_rig.Buy(1)));
        Approved(_rig.Ask(_rig.Buy(1, 100m, (ref SubmitOrder o) => o.InstrumentId = 2)));
        _rig.Quote(1, 99.99m, 100.01m);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Fact]
    public void An_instrument_of_an_unknown_feed_is_stale_when_any_is_gone()
    {
        _rig.Send((ref FeedStatus s) =>
        {
            s.FeedId = 9;
            s.State = FeedState.Disconnected;
        });
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.MarketDataStale);
        _rig.Quote(1, 99.99m, 100.01m);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Fact]
    public void Executions_in_a_book_of_orders_make_the_reference()
    {
        _rig.DefineInstrument(3, "USD");
        _rig.Limit(ScopeKind.Instrument, 3, LimitKind.PriceBand, Price(0.01m));
        Book(BookOrderAction.Add, 50m);
        Rejected(_rig.Ask(_rig.Buy(1, 50m, InThree)), RejectReason.NoReferencePrice);
        Book(BookOrderAction.Execute, 50m);
        Approved(_rig.Ask(_rig.Buy(1, 50m, InThree)));
        Book(BookOrderAction.ExecuteHidden, 60m);
        Rejected(_rig.Ask(_rig.Buy(1, 50m, InThree)), RejectReason.PriceOutsideBand);
    }

    [Fact]
    public void A_quote_with_one_side_falls_back_on_the_last_trade()
    {
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.PriceBand, 0);
        _rig.Send((ref Trade t) =>
        {
            t.InstrumentId = 1;
            t.Price = Price(80m);
            t.Quantity = 1;
        });
        Approved(_rig.Ask(_rig.Buy(1, 100m)));
        _rig.Send((ref Quote q) =>
        {
            q.InstrumentId = 1;
            q.BidPrice = Price(79m);
        });
        Approved(_rig.Ask(_rig.Buy(1, 80m)));
        Rejected(_rig.Ask(_rig.Buy(1, 100m)), RejectReason.PriceOutsideBand);
    }

    private static void InThree(ref SubmitOrder order) => order.InstrumentId = 3;

    private void Book(BookOrderAction action, decimal price) => _rig.Send((ref BookOrder b) =>
    {
        b.InstrumentId = 3;
        b.Action = action;
        b.Price = Price(price);
        b.Quantity = 5;
        b.Side = Side.Buy;
    });

    private void Gap(ushort feed, uint instrument) => _rig.Send((ref FeedGap g) =>
    {
        g.FeedId = feed;
        g.InstrumentId = instrument;
    });
}
