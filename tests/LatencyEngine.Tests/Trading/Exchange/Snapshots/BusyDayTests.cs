using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Snapshots;

/// <summary>What must hold after every command, whatever was asked for.</summary>
public sealed class BusyDayTests
{
    private const int Commands = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Books_are_sound_after_every_command(int seed)
    {
        var day = new BusyDay(seed, Commands);
        using var core = BusyDay.NewCore();
        for (var i = 0; i < Commands; i++)
        {
            day.Run(i, core);
            var orders = 0;
            for (var bookId = 0U; bookId < BusyDay.Books; bookId++) orders += CheckBook(core, bookId, i);
            Assert.Equal(core.LiveOrders, orders);
        }
    }

    [Fact]
    public void The_day_has_everything_in_it()
    {
        var day = new BusyDay(1, Commands);
        using var core = BusyDay.NewCore();
        var kinds = new HashSet<MatchEventKind>();
        var cancels = new HashSet<CancelReason>();
        for (var i = 0; i < Commands; i++)
        {
            day.Run(i, core);
            foreach (var e in core.Events.All)
            {
                kinds.Add(e.Kind);
                if (e.Kind == MatchEventKind.Canceled) cancels.Add((CancelReason)e.Reason);
            }
        }

        Assert.Equal(Enum.GetValues<MatchEventKind>().Length - 1, kinds.Count);
        Assert.Superset(
            new HashSet<CancelReason>
            {
                CancelReason.Requested, CancelReason.MassCancel, CancelReason.ImmediateOrCancel, CancelReason.FillOrKill,
                CancelReason.NoLiquidity, CancelReason.SelfTrade, CancelReason.OneCancelsOther, CancelReason.ParentEnded,
                CancelReason.MinimumQuantity, CancelReason.ReduceOnly, CancelReason.PostOnly, CancelReason.AuctionEnded,
                CancelReason.Disconnected,
            },
            cancels);
    }

    private static int CheckBook(MatchingCore<MatchEventList> core, uint bookId, int command)
    {
        var others = new OrderView[BusyDay.Capacities.Orders];
        var count = core.OthersOf(bookId, others);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell]) count += CheckSide(core, bookId, side);
        var prices = new long[2];
        if (core.PhaseOf(bookId) == TradingPhase.Continuous
            && core.PricesOf(bookId, Side.Buy, prices) > 0 && core.PricesOf(bookId, Side.Sell, prices.AsSpan(1)) > 0)
            Assert.True(prices[0] < prices[1], $"crossed after command {command}: {prices[0]} and {prices[1]}");
        return count;
    }

    private static int CheckSide(MatchingCore<MatchEventList> core, uint bookId, Side side)
    {
        var prices = new long[256];
        var count = core.PricesOf(bookId, side, prices);
        var depth = new DepthLevel[256];
        var shown = depth.AsSpan(0, core.Depth(bookId, side, depth)).ToArray().ToDictionary(level => level.Price);
        var orders = 0;
        for (var i = 0; i < count; i++)
        {
            if (i > 0) Assert.True(side == Side.Buy ? prices[i] < prices[i - 1] : prices[i] > prices[i - 1]);
            var queue = new OrderView[BusyDay.Capacities.Orders];
            var members = queue.AsSpan(0, core.QueueAt(bookId, side, prices[i], queue)).ToArray();
            Assert.NotEmpty(members);
            Assert.All(members, order => Assert.True(order.Leaves > 0 && order.Price == prices[i] && order.Side == side));
            var displayed = members.Where(order => order.Displayed > 0).ToArray();
            var level = shown.GetValueOrDefault(prices[i]);
            Assert.Equal((displayed.Sum(order => order.Displayed), displayed.Length), (level.Lots, level.Orders));
            orders += members.Length;
        }

        return orders;
    }
}
