using LatencyEngine.Domain;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Streams.Publishing;

/// <summary>Lots of the live orders of one position. The publisher's thread.</summary>
internal struct OpenLots
{
    public long Buy;
    public long Sell;

    public void Add(Side side, long lots)
    {
        if (side == Side.Buy) Buy += lots;
        else Sell += lots;
    }
}

/// <summary>What a position counts for, in its own currency. The publisher's thread.</summary>
internal record struct PositionWorth
{
    /// <summary>Signed, with all buy orders filled: lots, then money.</summary>
    public Int128 High;

    /// <summary>Signed, with all sell orders filled: lots, then money.</summary>
    public Int128 Low;

    public Int128 Gross;
    public Int128 LotsMax;
    public Int128 Pnl;
    public ulong Currency;
    public bool IsKnown;

    /// <summary>Turns lots into money at a mark.</summary>
    public void ValueAt(in ContractTerms terms, long mark, long lots, long cost)
    {
        try
        {
            var value = terms.Value(mark, lots);
            High = High == lots ? value : terms.Value(mark, Fit(High));
            Low = Low == lots ? value : terms.Value(mark, Fit(Low));
            Pnl += terms.IsInverse ? (Int128)cost - value : (Int128)value - cost;
        }
        catch (OverflowException)
        {
            IsKnown = false;
        }
    }

    private static long Fit(Int128 lots) => checked((long)lots);
}

/// <summary>What all positions and orders of a scope come to, in its currency. The publisher's thread.</summary>
internal struct ScopeSums
{
    public ulong Currency;
    public int Orders;
    public Int128 LotsMax;
    public Int128 Gross;
    public Int128 High;
    public Int128 Low;
    public Int128 Pnl;
    public Int128 DayStartPnl;
    public Int128 PeakPnl;

    /// <summary>Nothing in it is without a price or a currency rate.</summary>
    public bool IsKnown;

    public void Add(in PositionWorth worth, WalletBoard wallets)
    {
        LotsMax = Int128.Max(LotsMax, worth.LotsMax);
        if (!worth.IsKnown) IsKnown = false;
        if (!IsKnown) return;
        Gross += Convert(worth.Gross, worth.Currency, wallets);
        High += Convert(worth.High, worth.Currency, wallets);
        Low += Convert(worth.Low, worth.Currency, wallets);
        Pnl += Convert(worth.Pnl, worth.Currency, wallets);
    }

    private Int128 Convert(Int128 amount, ulong currency, WalletBoard wallets)
    {
        if (currency == Currency || amount == 0) return amount;
        if (amount >= long.MinValue && amount <= long.MaxValue && wallets.Convert((long)amount, currency, Currency) is { } converted)
            return converted;
        IsKnown = false;
        return 0;
    }
}

/// <summary>Profit and loss of a scope at the start of the day and at its peak. The publisher's thread.</summary>
internal struct LossMark
{
    public const long DayNanos = 86_400_000_000_000;

    public long Day;
    public Int128 DayStartPnl;
    public Int128 PeakPnl;

    public void See(long day, Int128 pnl)
    {
        if (day != Day) (Day, DayStartPnl) = (day, pnl);
        PeakPnl = Int128.Max(PeakPnl, pnl);
    }
}
