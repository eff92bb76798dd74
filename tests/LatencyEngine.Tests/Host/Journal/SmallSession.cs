using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Tests.Host.Journal;

/// <summary>
/// A session small enough to be read by eye: two instruments, one strategy whose order is decided, reaches its venue
/// 250 microseconds later, and is filled twice.
/// </summary>
internal sealed class SmallSession
{
    public const ulong OrderId = 1;
    public const uint Goog = 1;
    public const uint Msft = 2;

    /// <summary>2012-06-21T13:30:00Z.</summary>
    public const long Start = 1_340_285_400_000_000_000;

    private const long Price = 585_330_000_000;
    private const ulong ClientOrderId = 281_474_976_710_657;

    private readonly List<byte[]> _messages = [];
    private long _nanos = Start;
    private long _input = -1;
    private uint _index;

    private SmallSession()
    {
    }

    public static string Configuration => """{"session":{"seed":42}}""";

    public static SessionHead Head(ulong id = 1) => new()
    {
        SessionId = id,
        FirstSequence = 1,
        StartedNanos = Start + 1_000_000_000,
        Seed = 42,
        ConfigurationHash = [.. Enumerable.Repeat((byte)0xAB, 32)],
        CodeVersion = "1.0.0+test",
        Configuration = Configuration,
    };

    /// <summary>The messages behind the head, in their order.</summary>
    public static IReadOnlyList<byte[]> Messages(bool isEnded = true)
    {
        var session = new SmallSession();
        session.Define();
        session.Trade();
        if (isEnded) session.End();
        return session._messages;
    }

    private void Define()
    {
        In<AccountDefinition>((ref account) => (account.AccountId, account.Currency, account.NameText) = (1, Currency.Usd.Code, "main"));
        In<VenueModel>((ref model) => (model.VenueId, model.LatencyNanos) = (1, 250_000));
        foreach (var (id, symbol) in ((uint, string)[])[(Goog, "GOOG"), (Msft, "MSFT")])
            In<InstrumentDefinition>((ref instrument) =>
            {
                (instrument.InstrumentId, instrument.VenueId, instrument.SymbolText) = (id, 1, symbol);
                (instrument.TickSize, instrument.Currency) = (10_000_000, Currency.Usd.Code);
            });
        In<StrategyDefinition>((ref strategy) => (strategy.StrategyId, strategy.AccountId, strategy.NameText) = (1, 1, "crossover"));
        In<SessionOpened>((ref opened) => (opened.SessionId, opened.Seed) = (1, 42));
    }

    private void Trade()
    {
        In<Quote>((ref quote) => (quote.InstrumentId, quote.VenueId, quote.BidPrice, quote.BidQuantity) = (Goog, 1, Price, 100), 1_000_000);
        Out<LedgerPosted>((ref posted) =>
        {
            (posted.AccountId, posted.PostingKind, posted.OrderId) = (1, PostingKind.Hold, OrderId);
            (posted.FromAccount, posted.ToAccount, posted.Currency) = (LedgerAccount.Cash, LedgerAccount.Held, Currency.Usd.Code);
            (posted.Amount, posted.PostingId) = (58_533_000_000, 1);
        });
        In<Trade>((ref trade) => (trade.InstrumentId, trade.VenueId, trade.Price, trade.Quantity) = (Msft, 1, 30_140_000_000, 5), 200_000);
        In<Trade>((ref trade) => (trade.InstrumentId, trade.VenueId, trade.Price, trade.Quantity) = (Goog, 1, Price, 7), 100_000);
        Out<OrderAccepted>((ref accepted) =>
        {
            (accepted.InstrumentId, accepted.AccountId, accepted.StrategyId) = (Goog, 1, 1);
            (accepted.OrderId, accepted.ClientOrderId, accepted.Price, accepted.Quantity) = (OrderId, ClientOrderId, Price, 100);
            (accepted.Side, accepted.OrderType, accepted.TimeInForce) = (Side.Buy, OrderType.Limit, TimeInForce.Gtc);
        });
        In<FeedGap>((ref gap) => (gap.FeedId, gap.Expected, gap.Received) = (1, 10, 13), 1_000);
        Fill(60, 40);
        Fill(40, 0);
    }

    private void Fill(long lots, long leaves)
    {
        In<Trade>((ref trade) => (trade.InstrumentId, trade.VenueId, trade.Price, trade.Quantity) = (Goog, 1, Price, lots), 2_000_000_000);
        Out<OrderFilled>((ref filled) =>
        {
            (filled.InstrumentId, filled.AccountId, filled.StrategyId) = (Goog, 1, 1);
            (filled.OrderId, filled.ClientOrderId, filled.FillId) = (OrderId, ClientOrderId, leaves == 0 ? 2UL : 1UL);
            (filled.Price, filled.Quantity, filled.LeavesQuantity, filled.Fee) = (Price, lots, leaves, 210_000);
            (filled.Currency, filled.Side, filled.LiquidityRole) = (Currency.Usd.Code, Side.Buy, LiquidityRole.Maker);
        });
        Out<PositionChanged>((ref position) =>
        {
            (position.InstrumentId, position.AccountId, position.StrategyId) = (Goog, 1, 1);
            (position.Quantity, position.AveragePrice, position.Currency) = (100 - leaves, Price, Currency.Usd.Code);
        });
    }

    private void End()
    {
        In<SessionClosing>((ref _) => { });
        var (inputs, outputs) = (_input + 1, _messages.Count - _input - 1);
        Out<SessionEnded>((ref ended) =>
        {
            (ended.Inputs, ended.Outputs) = ((ulong)inputs, (ulong)outputs);
            (ended.OutputHash, ended.StateHash) = (0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210);
        });
    }

    private delegate void Filling<T>(ref T message);

    private void In<T>(Filling<T> fill, long later = 0)
        where T : unmanaged, ISbeMessage<T>
    {
        _nanos += later;
        (_input, _index) = (_input + 1, 0);
        Add(fill);
    }

    private void Out<T>(Filling<T> fill)
        where T : unmanaged, ISbeMessage<T> => Add(fill, isOutput: true);

    private void Add<T>(Filling<T> fill, bool isOutput = false)
        where T : unmanaged, ISbeMessage<T>
    {
        var e = default(EngineEvent);
        fill(ref e.Begin<T>());
        e.TimestampNanos = _nanos;
        if (isOutput) (e.As<AlertRaised>().InputSequence, e.As<AlertRaised>().OutputIndex) = (_input, _index++);
        _messages.Add(e.AsBytes().ToArray());
    }
}
