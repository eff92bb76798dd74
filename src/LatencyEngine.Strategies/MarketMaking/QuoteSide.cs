using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.MarketMaking;

/// <summary>
/// One side of a quote: its one order, from the wish to the end. The strategy stage's thread.
/// </summary>
internal struct QuoteSide
{
    private const int DoublingsMax = 6;

    private long _pausedUntilNanos;
    private long _changedNanos;
    private int _rejects;

    /// <summary>The live order; 0 for none.</summary>
    public ulong Order { get; private set; }

    /// <summary>Price as last confirmed; of a new order, as asked for.</summary>
    public long Price { get; private set; }

    /// <summary>Price of the change that is under way; otherwise as <see cref="Price"/>.</summary>
    public long AskedPrice { get; private set; }

    /// <summary>Total lots, filled ones included.</summary>
    public long TotalLots { get; private set; }

    public long FilledLots { get; private set; }

    /// <summary>An answer to a new order or to a change is awaited.</summary>
    public bool IsBusy { get; private set; }

    public bool IsCanceling { get; private set; }

    public readonly bool IsLive => Order != 0;

    public readonly long LeavesLots => TotalLots - FilledLots;

    /// <summary>The best price at which the order might be hit, as the other side must see it.</summary>
    public readonly long HighestPrice => Math.Max(Price, AskedPrice);

    public readonly long LowestPrice => Math.Min(Price, AskedPrice);

    /// <summary>When a change of price, or a new order, may be asked for.</summary>
    public readonly long FreeNanos(long requoteNanos) =>
        Math.Max(_pausedUntilNanos, _changedNanos + requoteNanos);

    /// <summary>Until when nothing but cancels is asked for.</summary>
    public readonly long PausedUntilNanos => _pausedUntilNanos;

    public void Begin(ulong order, long price, long lots, long nowNanos)
    {
        Order = order;
        Price = AskedPrice = price;
        TotalLots = lots;
        FilledLots = 0;
        IsBusy = true;
        _changedNanos = nowNanos;
    }

    public void Change(long price, long nowNanos)
    {
        AskedPrice = price;
        IsBusy = true;
        _changedNanos = nowNanos;
    }

    public void Cancel() => IsCanceling = true;

    public void Accepted()
    {
        IsBusy = false;
        _rejects = 0;
    }

    public void Replaced(long price, long totalLots)
    {
        Price = AskedPrice = price;
        TotalLots = totalLots;
        IsBusy = false;
        _rejects = 0;
    }

    public void Filled(long lots, long leavesLots)
    {
        FilledLots += lots;
        if (leavesLots == 0) End();
    }

    /// <summary>The order is over.</summary>
    public void End()
    {
        Order = 0;
        Price = AskedPrice = TotalLots = FilledLots = 0;
        IsBusy = false;
        IsCanceling = false;
    }

    /// <summary>A change or a cancel was refused: the order is as it was.</summary>
    public void LivesOn()
    {
        AskedPrice = Price;
        IsBusy = false;
        IsCanceling = false;
    }

    public void Pause(long nowNanos, long pauseNanos) => _pausedUntilNanos = nowNanos + pauseNanos;

    /// <summary>Waits, longer with every reject since the last success.</summary>
    public void PauseAfterReject(long nowNanos, long pauseNanos)
    {
        Pause(nowNanos, pauseNanos << _rejects);
        if (_rejects < DoublingsMax) _rejects++;
    }

    public readonly void AddTo(ref StrategyHash hash)
    {
        hash.Add((long)Order);
        hash.Add(Price);
        hash.Add(AskedPrice);
        hash.Add(TotalLots);
        hash.Add(FilledLots);
        hash.Add((IsBusy ? 1 : 0) | (IsCanceling ? 2 : 0));
        hash.Add(_pausedUntilNanos);
        hash.Add(_changedNanos);
        hash.Add(_rejects);
    }
}
