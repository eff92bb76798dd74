using LatencyEngine.Domain;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// What an order in the book costs in memory, with all its indexes: how much more of the machine's memory the process has when
/// a core is full of a million orders.
/// </summary>
internal static class RestingMemory
{
    public const int Orders = 1 << 20;

    private const int WarmUpOrders = 1 << 12;
    private const int DistanceTicks = 20_000;
    private const long Middle = 100_000;

    public static double BytesPerOrder()
    {
        FullCore(WarmUpOrders).Dispose(); // What the code itself needs is there before.
        Settle();
        var before = Environment.WorkingSet;
        using var core = FullCore(Orders);
        Settle();
        var bytes = Environment.WorkingSet - before;
        WrongAnswerException.ThrowUnlessEqual("resting orders", Orders, core.LiveOrders);
        return (double)bytes / Orders;
    }

    /// <summary>A core full of orders on up to forty thousand prices, none of which meet.</summary>
    public static MatchingCore<NoEvents> FullCore(int orders)
    {
        var core = new MatchingCore<NoEvents>(new MatchingCapacities { Orders = orders }, default);
        core.Open(0, new BookRules { LadderTicks = 1 << 15, LevelsPerSide = DistanceTicks });
        for (var i = 1UL; i <= (ulong)orders; i++)
        {
            var order = Order(i);
            core.Submit(in order, (long)i);
        }

        return core;
    }

    /// <summary>An order that rests: its id decides side, price and account.</summary>
    public static NewOrder Order(ulong orderId)
    {
        var side = (orderId & 1) == 0 ? Side.Buy : Side.Sell;
        var distance = 1 + (long)((orderId * 0x9E37_79B9_7F4A_7C15 >> 32) * DistanceTicks >> 32);
        var order = NewOrder.Limit(orderId, side, side == Side.Buy ? Middle - distance : Middle + distance, 10);
        order.AccountId = 1 + (uint)(orderId & 63);
        return order;
    }

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    /// <summary>Lets every event go: only the book is of interest here. One thread.</summary>
    internal struct NoEvents : IMatchEvents
    {
        private static MatchEvent _event;

        public readonly ref MatchEvent Next() => ref _event;

        public readonly void Publish()
        {
        }
    }
}
