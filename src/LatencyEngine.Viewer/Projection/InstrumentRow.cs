using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>An instrument, its market now, and how much of its book is known. A row of <see cref="InstrumentTable"/>.</summary>
public struct InstrumentRow
{
    /// <summary>What it is; of nothing but its id where only market data have come so far.</summary>
    public InstrumentDefinition Definition;

    public InstrumentSnapshot Market;

    /// <summary>The table's version when anything of it last changed.</summary>
    public long Version;

    /// <summary>The table's version when its levels last changed.</summary>
    public long DepthVersion;

    /// <summary>When the book was as its levels say, UTC nanoseconds; 0 where none was told.</summary>
    public long DepthNanos;

    public int BidLevels;

    public int AskLevels;

    public readonly uint Id => Definition.InstrumentId;

    public readonly bool IsDefined => Definition.Kind != InstrumentKind.None;

    /// <summary>Between bid and ask, rounded down, in 1e-9; <c>null</c> without both.</summary>
    public readonly long? Middle => Market is { BidPrice: { } bid, AskPrice: { } ask } ? Between(bid, ask) : null;

    /// <summary>What positions are valued at: the middle, else the last trade, else whatever side there is.</summary>
    public readonly long? Mark => Middle ?? Market.LastPrice ?? Market.BidPrice ?? Market.AskPrice;

    /// <summary>The last trade, or where there is none the middle, against the opening, in 1e-9 of the price.</summary>
    public readonly long? Change => (Market.LastPrice ?? Middle) is { } last && Market.OpenPrice is { } open ? last - open : null;

    /// <summary>As <see cref="Change"/>, in 1e-9 of the opening price.</summary>
    public readonly long? ChangeRate =>
        Change is { } change && Market.OpenPrice is { } open and not 0
            ? (long)Int128.Clamp((Int128)change * 1_000_000_000 / open, long.MinValue, long.MaxValue)
            : null;

    internal static long Between(long bid, long ask) => (bid & ask) + ((bid ^ ask) >> 1);
}

/// <summary>One level of a book.</summary>
/// <param name="Price">In 1e-9 of the currency unit.</param>
/// <param name="Quantity">In lots.</param>
public readonly record struct DepthLevel(long Price, long Quantity);
