using LatencyEngine.Domain;

namespace LatencyEngine.Host.Demo;

/// <summary>
/// A simulated market: random walks of many instruments, all of it a function of the seed. One thread; owns the
/// walks. Prices
/// move in whole ticks and the spread is one to three of them, so that every quote could be real.
/// </summary>
internal sealed class QuoteSource
{
    public const int InstrumentCount = 64;
    public const long TickNanos = 10_000_000; // One cent, in 1e-9 of the currency unit.

    private const long StartTicks = 10_000;
    private const long QuoteIntervalNanos = 5_000;
    private const long SessionStartNanos = 1_767_225_600_000_000_000; // 2026-01-01T00:00:00Z.

    private readonly long[] _bidTicks = new long[InstrumentCount];
    private ulong _state;
    private long _timestampNanos = SessionStartNanos;

    public QuoteSource(ulong seed)
    {
        _state = seed;
        Array.Fill(_bidTicks, StartTicks);
    }

    /// <summary>Writes the next quote of the session over whatever the slot held.</summary>
    public void Next(ref Quote quote)
    {
        var random = NextRandom();
        var instrument = (uint)random % InstrumentCount;
        var step = (long)((random >> 32) % 3) - 1;
        var bid = _bidTicks[instrument] = Math.Max(1, _bidTicks[instrument] + step);
        var spread = 1 + (long)((random >> 40) % 3);
        _timestampNanos += QuoteIntervalNanos;

        quote = Quote.Create();
        quote.TimestampNanos = _timestampNanos;
        quote.InstrumentId = instrument;
        quote.VenueId = 1;
        quote.Flags = MarketFlags.Simulated | MarketFlags.EndOfBatch;
        quote.BidPriceRaw = bid * TickNanos;
        quote.BidQuantity = 100 + (long)((random >> 48) & 0xFF);
        quote.AskPriceRaw = (bid + spread) * TickNanos;
        quote.AskQuantity = 100 + (long)((random >> 56) & 0xFF);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014): every seed gives a full-period sequence.</summary>
    private ulong NextRandom()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
