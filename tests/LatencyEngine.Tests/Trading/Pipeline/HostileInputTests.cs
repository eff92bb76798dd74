using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>
/// Inputs whose fields may hold anything: what comes of them is an answer, never an exception, and no money is made or
/// lost.
/// </summary>
public sealed class HostileInputTests
{
    // A sweep of cancels, each with a release; or fills of an order over all levels of a side with their postings.
    private const int OutputsOfInputMax = 256;
    private const int InputsBetweenChecks = 64;

    public static TheoryData<int, int, bool> Sessions
    {
        get
        {
            var sessions = new TheoryData<int, int, bool>();
            for (var seed = 0; seed < 8; seed++)
            {
                sessions.Add(seed, 20, false);
                sessions.Add(seed, 150, false);
                sessions.Add(seed, 30, true);
            }

            return sessions;
        }
    }

    [Theory, MemberData(nameof(Sessions))]
    public void Nothing_that_comes_in_stops_the_engine(int seed, int hostilePerMille, bool isTimeHostile)
    {
        var inputs = RandomSession.Record(seed, 8_000, hostilePerMille, isTimeHostile, hasLatency: seed % 3 != 0);
        StageSchedule? run = null;
        run = new StageSchedule(inputs, RandomSession.Sizes, RandomSession.Seats(seed))
        {
            Records = false,
            AfterInput = input =>
            {
                if (input % InputsBetweenChecks == 0) run!.Stages.Accounting.CheckConservation(run.Stages.Orders);
            },
        };
        using (run) run.RunFused();
        Assert.InRange(run.OutputsOfInputMax, 1, OutputsOfInputMax);
    }

    [Fact]
    public void At_the_end_of_time_nothing_is_due_that_is_not_there()
    {
        var outputs = Run(session =>
        {
            session.Pass(long.MaxValue - RandomSession.Start);
            Quote(session, 99, 101);
            Submit(session, client: 1);
            Quote(session, 99, 101);
        });
        Assert.Single(outputs, output => output.Is<OrderAccepted>());
        Assert.True(outputs[^1].Is<SessionEnded>());
    }

    [Theory, InlineData(long.MaxValue, 0), InlineData(0, long.MaxValue), InlineData(-1, 0)]
    public void A_delay_that_makes_no_sense_is_refused(long latencyNanos, long jitterNanos)
    {
        var outputs = Run(session =>
        {
            session.Add((ref VenueModel v) =>
                (v.VenueId, v.LatencyNanos, v.JitterNanos) = (1, latencyNanos, jitterNanos));
            Quote(session, 99, 101);
            Submit(session, client: 1);
        });
        var rejected = Assert.Single(outputs, output => output.Is<CommandRejected>()).As<CommandRejected>();
        Assert.Equal(RejectReason.ValueOutOfRange, rejected.RejectReason);
        Assert.Single(outputs, output => output.Is<OrderAccepted>());
    }

    [Fact]
    public void A_price_at_which_a_fill_could_not_be_booked_is_not_taken()
    {
        var outputs = Run(session =>
        {
            Quote(session, 99, 101);
            session.Add((ref Quote q) => (q.InstrumentId, q.BidPriceRaw, q.BidQuantity) =
                (1, long.MaxValue - 1, 1L << 40));
            Submit(session, client: 1, Side.Sell, lots: 10_000);
        });
        Assert.DoesNotContain(outputs, output => output.Is<OrderFilled>());
        Assert.True(outputs[^1].Is<SessionEnded>());
    }

    [Fact]
    public void A_quote_that_matching_refuses_moves_no_mark_and_lets_nobody_trade()
    {
        var outputs = Run(session =>
        {
            Quote(session, 99, 101);
            Quote(session, 5_000, 101);
            Submit(session, client: 1);
            Quote(session, 99, 101);
            Submit(session, client: 2);
        });
        var rejected = Assert.Single(outputs, output => output.Is<OrderRejected>()).As<OrderRejected>();
        Assert.Equal((RejectReason.MarketDataStale, 1UL), (rejected.RejectReason, rejected.ClientOrderId));
        Assert.Single(outputs, output => output.Is<OrderAccepted>());
    }

    [Fact]
    public void An_account_that_matching_has_no_room_for_is_refused_and_not_fatal()
    {
        var outputs = Run(session =>
        {
            for (var i = 0; i < 8; i++)
            {
                var currency = Currency.Of("C" + (char)('A' + i) + "X").Code;
                session.Add((ref Deposit d) => (d.AccountId, d.Currency, d.Amount) = (1, currency, 1));
            }

            session.Add((ref AccountDefinition a) => (a.AccountId, a.Currency) = (3, Currency.Of("ZZZ").Code));
            session.Add((ref CurrencyRate r) => (r.FromCurrency, r.ToCurrency, r.Rate) =
                (Currency.Usd.Code, Currency.Of("ZZZ").Code, RandomSession.Unit));
            var free = default(EngineEvent);
            new InstrumentTerms
            {
                Id = 5, Symbol = "FREE", TickSize = RandomSession.Unit, Kind = InstrumentKind.Linear, MarginRate = 0,
            }.WriteTo(ref free, 0);
            session.Add((ref InstrumentDefinition d) => d = free.As<InstrumentDefinition>());
            Quote(session, 99, 101, instrument: 5);
            Submit(session, client: 1, account: 3, instrument: 5);
        });
        var rejected = Assert.Single(outputs, output => output.Is<OrderRejected>()).As<OrderRejected>();
        Assert.Equal(RejectReason.UnknownAccount, rejected.RejectReason);
    }

    private static IReadOnlyList<EngineEvent> Run(Action<RandomSession> write)
    {
        var run = new StageSchedule(RandomSession.Script(hasLatency: false, write), RandomSession.Sizes, []);
        using (run) run.RunFused();
        return run.Outputs;
    }

    private static void Quote(RandomSession session, long bid, long ask, uint instrument = 1) =>
        session.Add((ref Quote q) => (q.InstrumentId, q.BidPriceRaw, q.BidQuantity, q.AskPriceRaw, q.AskQuantity) =
            (instrument, bid * RandomSession.Unit, 500, ask * RandomSession.Unit, 500));

    private static void Submit(
        RandomSession session, ulong client, Side side = Side.Buy, long lots = 5, uint account = 1, uint instrument = 1)
        => session.Add((ref SubmitOrder s) =>
        {
            (s.AccountId, s.InstrumentId, s.ClientOrderId) = (account, instrument, client);
            (s.Side, s.Quantity, s.PriceRaw) = (side, lots, 90 * RandomSession.Unit);
            (s.OrderType, s.TimeInForce) = (OrderType.Limit, TimeInForce.Gtc);
        });
}
