using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Strategies.Indicators;

namespace LatencyEngine.Strategies.MarketMaking;

/// <summary>The market of one instrument as a <see cref="MarketMaker"/> sees it. The strategy stage's
/// thread.</summary>
internal struct MarketView
{
    public long TickSize;
    public long LotSize;
    public RealizedVolatility Volatility;

    public long BidPrice { get; private set; }

    public long AskPrice { get; private set; }

    public long MidPrice { get; private set; }

    /// <summary>When the last quote came.</summary>
    public long QuotedNanos { get; private set; }

    /// <summary>Both sides are there and apart, and nothing was lost since.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Typical move in a sampling interval, in 1e-9.</summary>
    public readonly long Deviation => Volatility.Deviation;

    /// <summary>What was known is wrong or too old.</summary>
    public void Forget() => IsKnown = false;

    public void Take(in Quote quote, long nowNanos, in MarketMakerParameters parameters)
    {
        QuotedNanos = nowNanos;
        IsKnown = Bars.MidPrice.TryOf(in quote, out var mid);
        if (!IsKnown) return;
        BidPrice = quote.BidPriceRaw;
        AskPrice = quote.AskPriceRaw;
        MidPrice = mid;
        Volatility.Update(nowNanos, mid, parameters.VolatilitySampleNanos, parameters.VolatilitySamples);
    }

    public readonly void AddTo(ref StrategyHash hash)
    {
        Volatility.AddTo(ref hash);
        hash.Add(BidPrice);
        hash.Add(AskPrice);
        hash.Add(QuotedNanos);
        hash.Add(IsKnown ? 1 : 0);
    }
}
