using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.Indicators;

/// <summary>
/// Instruments that found no room for their wishes in an event, oldest first. One timer serves them all, so that the
/// work of an event does not grow with how many wait. The strategy stage's thread.
/// </summary>
public sealed class Backlog(long timerId)
{
    private uint[] _instruments = [];
    private bool[] _isWaiting = [];
    private int _first;
    private bool _hasTimer;

    public int Count { get; private set; }

    /// <summary>Makes room for these instruments; nothing waits yet.</summary>
    [ColdPath("subscriptions come before the session opens")]
    public void Grow(int instrumentIdEnd)
    {
        if (instrumentIdEnd <= _instruments.Length) return;
        Array.Resize(ref _instruments, instrumentIdEnd);
        Array.Resize(ref _isWaiting, instrumentIdEnd);
    }

    /// <summary>Waits for the next event; at most once. Where no timer is free, later wishes try for one.</summary>
    public void Add(uint instrumentId, StrategyPort port)
    {
        if (!_isWaiting[instrumentId])
        {
            _isWaiting[instrumentId] = true;
            _instruments[(_first + Count++) % _instruments.Length] = instrumentId;
        }

        SetTimer(port);
    }

    /// <summary>The oldest; there is one.</summary>
    public uint Take()
    {
        var instrumentId = _instruments[_first];
        _first = (_first + 1) % _instruments.Length;
        Count--;
        _isWaiting[instrumentId] = false;
        return instrumentId;
    }

    /// <summary>The timer has come; it is set again for what stays.</summary>
    public void TimerFired() => _hasTimer = false;

    public void SetTimer(StrategyPort port)
    {
        if (Count > 0 && !_hasTimer) _hasTimer = port.SetTimer(port.NowNanos + 1, timerId);
    }

    /// <summary>A new start: nobody waits, and timers of before are gone.</summary>
    public void Clear()
    {
        while (Count > 0) Take();
        _hasTimer = false;
    }

    /// <summary>Hashes who waits, in order.</summary>
    public void AddTo(ref StrategyHash hash)
    {
        hash.Add(Count);
        hash.Add(_hasTimer ? 1 : 0);
        for (var i = 0; i < Count; i++) hash.Add(_instruments[(_first + i) % _instruments.Length]);
    }
}
