using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Strategies.Indicators;

namespace LatencyEngine.Strategies.MovingAverageCrossover;

/// <summary>
/// What a <see cref="CrossoverStrategy"/> knows of one instrument: its averages, the position it wants, and
/// its one order. The strategy stage's thread.
/// </summary>
internal struct CrossoverInstrument(int pricesMax)
{
    private const int DoublingsMax = 6;

    public AveragePair Averages = new(pricesMax);
    public long TickSize;
    public long LotSize;

    /// <summary>Signed lots to hold.</summary>
    public long Target;

    /// <summary>The live order; 0 for none.</summary>
    public ulong Order;

    /// <summary>Signed lots of it that are not filled.</summary>
    public long InFlight;
    public bool IsCanceling;

    /// <summary>Nothing is asked for before this time.</summary>
    public long PausedUntilNanos;
    public bool HasTimer;

    public long LastPrice;
    public long BidRaw = Quote.BidPriceNullValue;
    public long AskRaw = Quote.AskPriceNullValue;

    /// <summary>Direction of a crossing that is not told yet; 0 for none.</summary>
    public int SignalToRaise;

    /// <summary>What the instrument has taken notice of.</summary>
    public Epochs Epochs;

    private int _rejects;

    public readonly bool IsSubscribed => LotSize != 0;

    /// <summary>
    /// A new start: the position is as wanted. An order of before is forgotten, for it is an immediate one;
    /// what it may still fill is accepted.
    /// </summary>
    public void Restart(long position)
    {
        End();
        Target = position;
        PausedUntilNanos = 0;
        SignalToRaise = 0;
        HasTimer = false;
        _rejects = 0;
    }

    public void ForgetQuote()
    {
        BidRaw = Quote.BidPriceNullValue;
        AskRaw = Quote.AskPriceNullValue;
    }

    public void Begin(ulong order, long signedLots)
    {
        Order = order;
        InFlight = signedLots;
        IsCanceling = false;
    }

    /// <summary>The order is over.</summary>
    public void End()
    {
        Order = 0;
        InFlight = 0;
        IsCanceling = false;
    }

    public void Filled(long leavesLots)
    {
        _rejects = 0;
        InFlight = InFlight < 0 ? -leavesLots : leavesLots;
        if (leavesLots == 0) End();
    }

    /// <summary>Waits, longer with every reject since the last fill.</summary>
    public void PauseAfterReject(long nowNanos, long retryNanos)
    {
        PausedUntilNanos = nowNanos + (retryNanos << _rejects);
        if (_rejects < DoublingsMax) _rejects++;
    }

    /// <summary>What an immediate order may pay at most, or take at least: always a positive multiple of the
    /// tick.</summary>
    public readonly long LimitPrice(Side side, long ticks)
    {
        if (side == Side.Buy)
        {
            var ask = AskRaw == Quote.AskPriceNullValue ? LastPrice : AskRaw;
            return TickGrid.Up(ask, TickSize) + (ticks * TickSize);
        }

        var bid = BidRaw == Quote.BidPriceNullValue ? LastPrice : BidRaw;
        return Math.Max(TickSize, TickGrid.Down(bid, TickSize) - (ticks * TickSize));
    }

    public readonly void AddTo(ref StrategyHash hash)
    {
        Averages.AddTo(ref hash);
        hash.Add(Target);
        hash.Add((long)Order);
        hash.Add(InFlight);
        hash.Add(IsCanceling ? 1 : 0);
        hash.Add(PausedUntilNanos);
        hash.Add(HasTimer ? 1 : 0);
        hash.Add(_rejects);
        hash.Add(LastPrice);
        hash.Add(BidRaw);
        hash.Add(AskRaw);
        hash.Add(SignalToRaise);
        Epochs.AddTo(ref hash);
    }
}
