using LatencyEngine.Domain;
using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Programs;

/// <summary>What must hold of the books after every command of a long program, whatever was asked for.</summary>
public sealed class BookSoundnessTests
{
    private const int Commands = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Books_are_sound_after_every_command(int seed)
    {
        var program = ProgramMaker.Make(seed, Commands);
        using var core = new CoreExchange(program.Capacities);
        program.Open(core);
        for (var i = 0; i < Commands; i++)
        {
            program.Commands[i].Run(core);
            var orders = 0;
            for (var book = 0U; book < program.Books.Count; book++) orders += CheckBook(core, book, i);
            Assert.Equal(core.LiveOrders, orders);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void No_lot_is_made_or_lost(int seed)
    {
        var program = ProgramMaker.Make(seed, Commands);
        using var core = new CoreExchange(program.Capacities);
        program.Open(core);
        var open = new Dictionary<ulong, long>();
        foreach (var command in program.Commands)
        {
            command.Run(core);
            foreach (var said in core.Said) Account(open, said);
        }

        var live = Enumerable.Range(0, program.Books.Count).SelectMany(book => LiveOf(core, (uint)book))
            .ToDictionary(order => order.OrderId, order => order.Leaves);
        Assert.Equal(live.OrderBy(order => order.Key), open.Where(order => order.Value != 0).OrderBy(order => order.Key));
    }

    // By what is said alone: what came in is what traded, ended, or is still there.
    private static void Account(Dictionary<ulong, long> open, MatchEvent said)
    {
        switch (said.Kind)
        {
            case MatchEventKind.Accepted: open[said.OrderId] = said.Quantity; break;
            case MatchEventKind.Canceled or MatchEventKind.Expired: open[said.OrderId] -= said.Quantity; break;
            case MatchEventKind.Replaced: open[said.OrderId] = said.Leaves; break;
            // Children come with fewer lots than they asked for, where their parent traded fewer.
            case MatchEventKind.Restated: open[said.OrderId] = Math.Min(open[said.OrderId], said.Leaves); break;
            case MatchEventKind.Traded:
                Assert.True(said.Quantity > 0);
                open[said.OrderId] -= said.Quantity;
                open[said.MakerOrderId] -= said.Quantity;
                Assert.Equal((said.Leaves, said.MakerLeaves), (open[said.OrderId], open[said.MakerOrderId]));
                break;
        }

        if (open.TryGetValue(said.OrderId, out var lots)) Assert.True(lots >= 0);
    }

    private static int CheckBook(CoreExchange core, uint book, int command)
    {
        var (bids, asks) = (CheckSide(core, book, Side.Buy), CheckSide(core, book, Side.Sell));
        if (core.PhaseOf(book) == TradingPhase.Continuous && bids.Count > 0 && asks.Count > 0)
            Assert.True(bids[0].Price < asks[0].Price, $"crossed after command {command}: {bids[0].Price} and {asks[0].Price}");
        return bids.Count + asks.Count + core.Others(book).Count;
    }

    private static IReadOnlyList<OrderView> CheckSide(CoreExchange core, uint book, Side side)
    {
        var orders = core.Resting(book, side);
        Assert.All(orders, order => Assert.True(order.Leaves > 0 && order.Side == side));
        var prices = orders.Select(order => order.Price).ToList();
        Assert.Equal(side == Side.Buy ? prices.OrderDescending() : prices.Order(), prices);
        var shown = orders.Where(order => order.Displayed > 0).GroupBy(order => order.Price)
            .Select(level => new DepthLevel(level.Key, level.Sum(order => order.Displayed), level.Count()));
        Assert.Equal(shown, core.Depth(book, side));
        return orders;
    }

    private static IEnumerable<OrderView> LiveOf(CoreExchange core, uint book) =>
        [.. core.Resting(book, Side.Buy), .. core.Resting(book, Side.Sell), .. core.Others(book)];
}
