using LatencyEngine.Domain;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>What live orders hold when others of their side close the position before them, through all stages.</summary>
public sealed class OpeningHoldTests
{
    private const long Unit = RandomSession.Unit;

    [Fact]
    public void An_order_whose_lots_to_close_went_to_a_later_order_holds_for_opening()
    {
        var holds = HoldsAtTheEnd(session =>
        {
            Submit(session, client: 1, Side.Buy, lots: 100, price: 101);
            Submit(session, client: 2, Side.Sell, lots: 100, price: 105);
            Submit(session, client: 3, Side.Sell, lots: 100, price: 102);
            Trade(session, price: 103, lots: 100);
        });
        Assert.Equal([(2UL, 100L, Holding(lots: 100, price: 105))], holds);
    }

    [Fact]
    public void The_first_order_still_closes_for_nothing_when_it_fills_first()
    {
        var holds = HoldsAtTheEnd(session =>
        {
            Submit(session, client: 1, Side.Buy, lots: 100, price: 101);
            Submit(session, client: 2, Side.Sell, lots: 100, price: 102);
            Submit(session, client: 3, Side.Sell, lots: 100, price: 105);
            Trade(session, price: 103, lots: 60);
        });
        Assert.Equal([(2UL, 40L, 0L), (3UL, 100L, Holding(lots: 100, price: 105))], holds);
    }

    [Fact]
    public void An_order_that_has_closed_keeps_what_it_holds_for_opening()
    {
        var holds = HoldsAtTheEnd(session =>
        {
            Submit(session, client: 1, Side.Buy, lots: 100, price: 101);
            Submit(session, client: 2, Side.Sell, lots: 150, price: 102);
            Trade(session, price: 103, lots: 100);
        });
        Assert.Equal([(2UL, 50L, Holding(lots: 50, price: 102))], holds);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void In_any_session_no_lot_that_would_open_is_without_a_hold(int seed)
    {
        var inputs = RandomSession.Record(seed, 6_000, hasLatency: seed % 2 == 0);
        StageSchedule? run = null;
        var checks = 0;
        run = new StageSchedule(inputs, RandomSession.Sizes, RandomSession.Seats(seed))
        {
            Records = false, AfterInput = _ => checks += CheckHolds(run!),
        };
        using (run) run.RunFused();
        Assert.True(checks > 100, $"{checks} positions had lots that would open");
    }

    // Half of the value at the lowest price among them is what every instrument of a session asks for at least.
    private static int CheckHolds(StageSchedule run)
    {
        var checks = 0;
        for (var position = 0; position < run.Stages.Positions.Count; position++)
            for (var side = Side.Buy; side <= Side.Sell; side++)
            {
                var (lots, held, lowest) = (0L, 0L, long.MaxValue);
                for (var link = run.Stages.Orders.FirstLive; link != OrderTable.None; link = run.Stages.Orders.NextLive(link))
                {
                    ref var order = ref run.Stages.Orders[link];
                    if (order.Position != position || order.Side != side) continue;
                    if ((order.Flags & OrderFlags.Flatten) != 0) continue;
                    (lots, held) = (lots + order.LeavesLots, held + order.Held);
                    lowest = Math.Min(lowest, order.LimitPrice);
                }

                if (lots == 0) continue;
                var opening = Holds.OpeningLots(run.Stages.Positions[position].Lots, 0, side, lots);
                Assert.True(held >= opening * (lowest / Unit) * RandomSession.Micro / 2, $"{opening} lots hold {held}");
                checks += opening > 0 ? 1 : 0;
            }

        return checks;
    }

    // Half the value as margin, and a tenth of a percent as fee.
    private static long Holding(long lots, long price) => lots * price * (RandomSession.Micro / 2 + 1_000);

    private static List<(ulong Client, long Leaves, long Held)> HoldsAtTheEnd(Action<RandomSession> write)
    {
        var inputs = RandomSession.Script(hasLatency: false, session =>
        {
            Quote(session);
            write(session);
        });
        var holds = new List<(ulong, long, long)>();
        StageSchedule? run = null;
        run = new StageSchedule(inputs, RandomSession.Sizes, [])
        {
            AfterInput = input =>
            {
                if (input != inputs.Count - 2) return; // The last one closes the session.
                run!.Stages.Accounting.CheckConservation(run.Stages.Orders);
                for (var link = run.Stages.Orders.FirstLive; link >= 0; link = run.Stages.Orders.NextLive(link))
                {
                    ref var order = ref run.Stages.Orders[link];
                    holds.Add((order.ClientOrderId, order.LeavesLots, order.Held));
                }
            },
        };
        using (run) run.RunFused();
        return holds;
    }

    private static void Quote(RandomSession session) =>
        session.Add((ref Quote q) => (q.InstrumentId, q.BidPriceRaw, q.BidQuantity, q.AskPriceRaw, q.AskQuantity) =
            (1, 99 * Unit, 500, 101 * Unit, 500));

    private static void Trade(RandomSession session, long price, long lots) =>
        session.Add((ref Trade t) => (t.InstrumentId, t.Price, t.Quantity, t.Aggressor) =
            (1, price * Unit, lots, Side.Buy));

    private static void Submit(RandomSession session, ulong client, Side side, long lots, long price) =>
        session.Add((ref SubmitOrder s) =>
        {
            (s.AccountId, s.InstrumentId, s.ClientOrderId) = (1, 1, client);
            (s.Side, s.Quantity, s.PriceRaw) = (side, lots, price * Unit);
            (s.OrderType, s.TimeInForce) = (OrderType.Limit, TimeInForce.Gtc);
        });
}
