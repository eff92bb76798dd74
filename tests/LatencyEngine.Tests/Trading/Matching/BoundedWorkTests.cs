using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>However much is due at once, one input does a bounded part of it, and the rest follows in order.</summary>
public sealed class BoundedWorkTests : IDisposable
{
    private const int Most = 64;
    private const int Levels = 70;

    private readonly PaperVenue _venue = new(MarketModel.Depth, levels: 128);

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void Commands_that_are_due_arrive_in_parts_and_newer_ones_after_them()
    {
        _venue.Latency(100);
        for (var i = 0; i < 2 * Most + 2; i++) _venue.Buy(1, 50);
        _venue.Latency(0);
        _venue.NowNanos += 100;
        var newest = _venue.Buy(1, 50);
        Assert.Equal(Accepted(1, Most), _venue.Lines());
        _venue.Tick();
        Assert.Equal(Accepted(Most + 1, Most), _venue.Lines());
        _venue.Cancel(newest);
        Assert.Equal([.. Accepted((2 * Most) + 1, 3), $"canceled {newest}: 1 Requested"], _venue.Lines());
    }

    [Theory, InlineData(0, "NoLiquidity"), InlineData(500, "ImmediateOrCancel")]
    public void The_rest_of_an_immediate_order_beyond_the_levels_of_one_input_is_canceled(long price, string reason)
    {
        Ask();
        _venue.Submit(Side.Buy, Levels, price, TimeInForce.Ioc, OrderFlags.None);
        var lines = _venue.Lines();
        Assert.Equal(Fills("Taker", 0, Most, at: 0), lines[1..^1]);
        Assert.Equal($"canceled 1: {Levels - Most} {reason}", lines[^1]);
    }

    [Fact]
    public void Fill_or_kill_counts_no_more_levels_than_one_input_may_use()
    {
        Ask();
        _venue.Buy(Most + 1, 500, TimeInForce.Fok);
        Assert.Equal(["accepted 1", $"canceled 1: {Most + 1} FillOrKill"], _venue.Lines());
        _venue.Buy(Most, 500, TimeInForce.Fok);
        Assert.Equal(Most + 1, _venue.Lines().Length);
    }

    [Fact]
    public void An_order_that_may_rest_goes_on_taking_with_the_next_input_and_then_rests()
    {
        Ask();
        _venue.Buy(Levels + 5, 500);
        Assert.Equal(Fills("Taker", 0, Most, at: 0), _venue.Lines()[1..]);
        _venue.Tick();
        Assert.Equal(Fills("Taker", Most, Levels - Most, at: 0), _venue.Lines());
        _venue.Trade(499, 5, Side.Sell);
        Assert.Equal(["filled 1: 5 @ 500 Maker"], _venue.Lines());
        _venue.CheckConservation();
    }

    [Fact]
    public void An_order_that_is_taking_can_be_replaced_and_canceled()
    {
        Ask();
        _venue.Latency(100);
        _venue.Buy(Levels + 5, 500);
        _venue.Replace(1, Levels + 4, 499);
        _venue.Tick(100);
        Assert.Equal([$"replaced 1: {Levels + 4 - Most} @ 499 lost"], _venue.Lines()[(Most + 1)..]);
        _venue.Latency(0);
        Assert.Equal(Fills("Taker", Most, Levels - Most, at: 0), _venue.Lines());
        _venue.Cancel(1);
        Assert.Equal(["canceled 1: 4 Requested"], _venue.Lines());
        _venue.CheckConservation();
    }

    [Fact]
    public void A_market_that_comes_to_our_order_on_many_levels_fills_it_in_parts()
    {
        _venue.Level(Side.Buy, 50, 1);
        _venue.Buy(Levels + 5, 500);
        _venue.Lines();
        Ask();
        Assert.Equal(Fills("Maker", 0, Most, at: 500), _venue.Lines());
        _venue.Tick();
        Assert.Equal(Fills("Maker", Most, Levels - Most, at: 500), _venue.Lines());
        _venue.Tick();
        Assert.Empty(_venue.Lines());
    }

    // One lot on each of the prices from 101.
    private void Ask()
    {
        for (var level = 0; level < Levels; level++)
            _venue.Level(
                Side.Sell, 101 + level, 1, level == Levels - 1 ? MarketFlags.EndOfBatch : MarketFlags.None);
    }

    private static string[] Accepted(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(id => $"accepted {id}")];

    private static string[] Fills(string role, int first, int count, long at) =>
        [.. Enumerable.Range(first, count).Select(level => $"filled 1: 1 @ {(at == 0 ? 101 + level : at)} {role}")];
}
