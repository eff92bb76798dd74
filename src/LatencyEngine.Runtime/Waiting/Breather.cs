using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Decides how long a handler pauses between two looks while events flow. Part of a wait strategy; the waiting
/// thread.
/// </summary>
/// <remarks>
/// <para><b>Why pause.</b> Each look takes the publisher's cache line away from it, so a handler that keeps up and
/// looks at once
/// slows the publisher down to the speed at which the line travels: a bare ring gives 125 M events/s when looked at
/// without a pause
/// and 185 M with one of 1 us (2 cores, round trip 115 ns).</para>
/// <para><b>When.</b> Batches of more than one event say that events come faster than looks. A longer pause is then
/// tried, and kept
/// only if batches become larger by half: two threads that answer each other, for whom a pause is pure delay, do not
/// pass this
/// trial, whatever the size of their batches. After a failed trial the next one waits twice as long.</para>
/// </remarks>
internal struct Breather
{
    /// <summary>The two lengths tried, in units of <see cref="Thread.SpinWait"/>, about 35 ns each.</summary>
    public const int ShortBreath = 8;
    public const int LongBreath = 32;

    /// <summary>
    /// No pause after a batch of this size: the travel of the line costs little per event, or the handler lags.
    /// </summary>
    public const int LargeBatch = 512;

    /// <summary>Batches between two judgements.</summary>
    public const int WindowBatches = 16;

    private const int ShortestHold = 64;
    private const int LongestHold = 1 << 16;

    private int _breath;
    private int _batches;
    private long _events;
    private long _eventsBefore;
    private int _hold;
    private int _nextHold;
    private bool _isProven;

    /// <summary>How long to pause after a batch of <paramref name="count"/> events; 0 for not at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BreathAfter(int count)
    {
        _events += count;
        if (++_batches == WindowBatches) Judge();
        return count < LargeBatch ? _breath : 0;
    }

    /// <summary>Nothing has come for a while: whatever comes next is to be seen at once.</summary>
    public void Stop() => _breath = 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge()
    {
        switch (_breath)
        {
            case 0: TryShort(); break;
            case ShortBreath when IsWorthIt: TryLong(); break;
            case LongBreath when _isProven || IsWorthIt: Keep(); break;
            default: GiveUp(); break;
        }

        _batches = 0;
        _events = 0;
    }

    private readonly bool IsWorthIt => _events * 2 >= _eventsBefore * 3;

    private void TryShort()
    {
        if (_hold-- > 0 || _events * 2 < WindowBatches * 3 || _events >= WindowBatches * LargeBatch) return;
        _hold = 0;
        _breath = ShortBreath;
        _eventsBefore = _events;
    }

    private void TryLong()
    {
        _breath = LongBreath;
        _eventsBefore = _events;
        _isProven = false;
    }

    /// <summary>
    /// Once proven, a pause is kept until batches fall to what the shorter one gave: a neighbour's noise is no
    /// reason.
    /// </summary>
    private void Keep()
    {
        _isProven = true;
        _nextHold = 0;
        if (_events < _eventsBefore) _breath = 0;
    }

    private void GiveUp()
    {
        _breath = 0;
        _hold = _nextHold = Math.Clamp(_nextHold * 2, ShortestHold, LongestHold);
    }
}
