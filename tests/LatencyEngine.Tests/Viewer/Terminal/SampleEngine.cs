using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Domain;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Tests.Viewer.Terminal;

/// <summary>A view of an engine with a little of everything, told in messages as an engine tells it; always the same.</summary>
internal sealed class SampleEngine
{
    public const long Second = 1_000_000_000;
    public const long Cent = 10_000_000;

    /// <summary>2026-12-01 14:30:00 UTC.</summary>
    public const long Start = 1_796_135_400 * Second;

    private long _inputs;

    public EngineView View { get; } =
        new(new ViewerLimits { InstrumentIdEnd = 64, LiveOrders = 64, Positions = 64, RiskLimits = 64, Balances = 64 });

    /// <summary>Three instruments, two strategies, orders, fills, positions, limits and health.</summary>
    public static SampleEngine Whole()
    {
        var engine = new SampleEngine();
        engine.DefineAll();
        engine.TellMarkets();
        engine.TellBook(2);
        SampleTrading.Tell(engine);
        SampleRisk.Tell(engine);
        SampleHealth.Tell(engine);
        return engine;
    }

    /// <summary>Only instruments, as many as asked for, with rising prices.</summary>
    public static SampleEngine WithInstruments(int count)
    {
        var engine = new SampleEngine();
        for (var id = 1u; id <= count; id++)
        {
            engine.Define(id, $"SYM{id:00}", 0);
            engine.TellMarket(id, bid: 100 + id, ask: 101 + id, last: 100 + id, open: 100);
        }

        return engine;
    }

    public void Tell<T>(in T message)
        where T : unmanaged, ISbeMessage<T>
    {
        var header = new MessageHeader
        {
            BlockLength = T.BlockSize,
            TemplateId = T.Template,
            SchemaId = Quote.SchemaId,
            Version = Quote.SchemaVersion,
        };
        var encoded = new byte[MessageHeader.EncodedSize + Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(encoded, in header);
        MemoryMarshal.Write(encoded.AsSpan(MessageHeader.EncodedSize), in message);
        Assert.Equal(ViewChange.Applied, View.Apply(encoded));
    }

    public long NextInput() => ++_inputs;

    public void Define(uint id, string symbol, sbyte lotExponent) => Tell(new InstrumentDefinition
    {
        TimestampNanos = Start,
        InstrumentId = id,
        VenueId = 1,
        Kind = InstrumentKind.Spot,
        SymbolText = symbol,
        TickSize = Cent,
        Multiplier = Second,
        LotSize = 1,
        LotExponent = lotExponent,
        Currency = Currency.Usd.Code,
    });

    public void TellMarket(uint id, decimal bid, decimal ask, decimal last, decimal open, InstrumentStatus status = InstrumentStatus.Open)
    {
        var market = InstrumentSnapshot.Create();
        market.TimestampNanos = Start + (id * Second);
        market.InstrumentId = id;
        market.Status = status;
        market.Aggressor = id % 2 == 0 ? Side.Sell : Side.Buy;
        (market.BidPriceRaw, market.BidQuantity) = (PriceOf(bid), 100 * id);
        (market.AskPriceRaw, market.AskQuantity) = (PriceOf(ask), 150 * id);
        (market.LastPriceRaw, market.LastQuantity) = (PriceOf(last), 10);
        (market.OpenPriceRaw, market.HighPriceRaw, market.LowPriceRaw) = (PriceOf(open), PriceOf(last + 2), PriceOf(open - 1));
        (market.Volume, market.Trades, market.Updates) = (1_234_567 * id, 100 * id, 1_000 * id);
        Tell(in market);
    }

    public static long PriceOf(decimal price) => (long)(price * Second);

    public static long MoneyOf(decimal money) => (long)(money * 1_000_000);

    private void DefineAll()
    {
        Define(1, "AAPL", 0);
        Define(2, "MSFT", 0);
        Define(3, "BTCUSD", -8);
        Tell(new AccountDefinition { AccountId = 1, Currency = Currency.Usd.Code, NameText = "trend" });
        Tell(new StrategyDefinition { StrategyId = 1, AccountId = 1, NameText = "crossover" });
        Tell(new StrategyDefinition { StrategyId = 2, AccountId = 1, NameText = "maker" });
    }

    private void TellMarkets()
    {
        TellMarket(1, bid: 189.25m, ask: 189.27m, last: 189.26m, open: 187.50m);
        TellMarket(2, bid: 410.10m, ask: 410.15m, last: 410.10m, open: 415m);
        TellMarket(3, bid: 67_123.45m, ask: 67_125m, last: 67_124.5m, open: 67_124.5m, InstrumentStatus.Halted);
    }

    private void TellBook(uint id)
    {
        var buffer = new byte[1_024];
        var book = BookSnapshotEncoder.Wrap(buffer);
        book.Block.TimestampNanos = Start;
        book.Block.InstrumentId = id;
        ref var bids = ref book.Bids(5);
        for (var i = 0; i < 5; i++)
        {
            ref var level = ref bids.Next();
            (level.Price, level.Quantity) = (PriceOf(410.10m) - (i * 5 * Cent), 200 * (i + 1));
        }

        ref var asks = ref book.Asks(5);
        for (var i = 0; i < 5; i++)
        {
            ref var level = ref asks.Next();
            (level.Price, level.Quantity) = (PriceOf(410.15m) + (i * 5 * Cent), 150 * (5 - i));
        }

        Assert.Equal(ViewChange.Applied, View.Apply(buffer.AsSpan(0, book.Complete())));
    }
}
