using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// What the simulator knows of one instrument apart from its deeper book: one cache line, since with
/// thousands of instruments the misses are the cost. One thread; an element of the simulator's array.
/// </summary>
internal struct InstrumentState
{
    /// <summary>Where the price wants to be, in 1/65536 of a tick.</summary>
    public long FairQ16;

    /// <summary>In 1e-9 of the currency unit.</summary>
    public long TickSize;

    /// <summary>Messages of this instrument that the venue sent, lost ones included.</summary>
    public long Messages;

    public BookSide Bid;
    public BookSide Ask;

    /// <summary>What the fair price returns to, in ticks.</summary>
    public int AnchorTicks;

    /// <summary>Mean step of the fair price, in 1/65536 of a tick.</summary>
    public int DriftQ16;

    /// <summary>
    /// Standard deviation of a step of the fair price outside of bursts, in 1/65536 of a tick.
    /// </summary>
    public int VolatilityQ16;

    public ushort Id;

    /// <summary>Place among the instruments of its model.</summary>
    public ushort Book;

    /// <summary>Sizes are multiples of this, in lots.</summary>
    public ushort RoundLot;

    public byte Group;
    public byte SpreadTicksBase;

    /// <summary>What the spread is on its way to, in ticks.</summary>
    public byte SpreadTicksWanted;

    public MarketModel Model;
    public Side LastAggressor;

    public readonly int BidTicks => Bid.Key;

    public readonly int AskTicks => -Ask.Key;

    public readonly int SpreadTicks => AskTicks - BidTicks;

    /// <summary>A copy of one side.</summary>
    public readonly BookSide SideOf(Side side) => side == Side.Buy ? Bid : Ask;

    public void SetBest(Side side, int key, int lots)
    {
        if (side == Side.Buy) Bid = new BookSide { Key = key, Lots = lots };
        else Ask = new BookSide { Key = key, Lots = lots };
    }

    /// <summary>The price of a key, in 1e-9 of the currency unit.</summary>
    public readonly long PriceOf(Side side, int key) => TickSize * (side == Side.Buy ? key : -key);
}
