using LatencyEngine.Strategies.Contract;
using LatencyEngine.Strategies.Indicators;

namespace LatencyEngine.Strategies.MarketMaking;

/// <summary>What a <see cref="MarketMaker"/> keeps for one instrument. The strategy stage's thread.</summary>
internal struct MarketMakerInstrument
{
    public MarketView Market;
    public QuoteSide Bid;
    public QuoteSide Ask;
    public bool HasStaleTimer;

    /// <summary>When the earliest timer for a delayed change is due; 0 for none.</summary>
    public long RequoteTimerNanos;

    /// <summary>Orders of before the start are to be pulled before anything else.</summary>
    public bool HasOrphans;

    /// <summary>What the instrument has taken notice of.</summary>
    public Epochs Epochs;

    public readonly bool IsSubscribed => Market.LotSize != 0;

    public readonly bool IsLive => Bid.IsLive || Ask.IsLive;

    /// <summary>A new start. Reports of orders that ended since the stop were not seen.</summary>
    public void Restart(bool hasLiveOrders)
    {
        if (!hasLiveOrders)
        {
            Bid.End();
            Ask.End();
        }

        Bid.LivesOn();
        Ask.LivesOn();
        HasOrphans = IsLive;
        HasStaleTimer = false;
        RequoteTimerNanos = 0;
        Market.Forget();
    }

    public readonly void AddTo(ref StrategyHash hash)
    {
        Market.AddTo(ref hash);
        Bid.AddTo(ref hash);
        Ask.AddTo(ref hash);
        hash.Add((HasStaleTimer ? 1 : 0) | (HasOrphans ? 2 : 0));
        hash.Add(RequoteTimerNanos);
        Epochs.AddTo(ref hash);
    }
}
