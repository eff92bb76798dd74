using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>Commands take their time to the venue.</summary>
public sealed class LatencyTests : IDisposable
{
    private readonly PaperVenue _venue = new(MarketModel.Depth);

    public LatencyTests()
    {
        _venue.Latency(100);
        _venue.Level(Side.Sell, 101, 10);
    }

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void An_order_finds_the_market_as_it_was_before_the_first_event_at_its_time()
    {
        _venue.Buy(5, 102);
        _venue.NowNanos += 99;
        _venue.Level(Side.Sell, 101, 0, MarketFlags.None);
        _venue.Level(Side.Sell, 102, 7);
        Assert.Empty(_venue.Lines());
        _venue.NowNanos += 1;
        _venue.Level(Side.Sell, 102, 0);
        Assert.Equal(["accepted 1", "filled 1: 5 @ 102 Taker"], _venue.Lines());
    }

    [Fact]
    public void Cancels_and_replacements_travel_as_long()
    {
        _venue.Buy(5, 100);
        _venue.Tick(100);
        _venue.Replace(1, 4, 100);
        _venue.Tick(50);
        _venue.Cancel(1);
        _venue.Tick(49);
        Assert.Equal(["accepted 1"], _venue.Lines());
        _venue.Tick(1);
        Assert.Equal(["replaced 1: 4 @ 100 kept"], _venue.Lines());
        _venue.Tick(50);
        Assert.Equal(["canceled 1: 4 Requested"], _venue.Lines());
    }

    [Fact]
    public void A_cancel_that_comes_too_late_finds_nothing()
    {
        _venue.Buy(5, 101);
        _venue.Cancel(1);
        _venue.Tick(100);
        Assert.Equal(["accepted 1", "filled 1: 5 @ 101 Taker", "rejected 1 UnknownOrder"], _venue.Lines());
    }

    [Fact]
    public void Jitter_never_lets_a_command_overtake_an_earlier_one_about_the_same_order()
    {
        _venue.Open(seed: 5);
        _venue.Latency(0, jitterNanos: 1_000);
        for (var i = 0; i < 50; i++)
        {
            var id = _venue.Buy(5, 100);
            _venue.Cancel(id);
        }

        _venue.Tick(1_001);
        _venue.Tick(); // More than one input carries out.
        var lines = _venue.Lines();
        Assert.Equal(100, lines.Length);
        for (var id = 1; id <= 50; id++)
            Assert.True(
                Array.IndexOf(lines, $"accepted {id}") < Array.IndexOf(lines, $"canceled {id}: 5 Requested"));
    }

    [Fact]
    public void An_order_in_flight_is_refused_when_its_instrument_halts_before()
    {
        _venue.Buy(5, 100);
        _venue.Status(InstrumentStatus.Halted);
        _venue.Tick(100);
        Assert.Equal(["rejected 1 InstrumentNotTradable ended"], _venue.Lines());
        _venue.CheckConservation();
    }

    [Fact]
    public void A_mass_cancel_also_ends_what_is_in_flight()
    {
        _venue.Buy(5, 101);
        _venue.MassCancel(ScopeKind.Engine, 0);
        _venue.Tick(100);
        Assert.Equal(["canceled 1: 5 MassCancel"], _venue.Lines());
    }

    [Fact]
    public void A_negative_latency_is_refused()
    {
        _venue.Latency(-1);
        Assert.Equal(["command rejected ValueOutOfRange"], _venue.Lines());
    }
}
