using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// What was sent again a moment ago, so that NAKs which crossed it are not answered twice. The sender's thread.
/// </summary>
/// <param name="isGroup">Several receivers: their ranges are kept beside each other, up to <paramref name="rangesMax"/>.</param>
internal sealed class RetransmitLedger(bool isGroup, int rangesMax)
{
    private readonly Range[] _ranges = new Range[isGroup ? rangesMax : 1];
    private int _count;

    /// <summary>Whether to send from a position again now.</summary>
    public bool MayBegin(long position, long nowNanos)
    {
        Expire(nowNanos);
        for (var i = 0; i < _count; i++)
            if (position >= _ranges[i].Position && position < _ranges[i].End) return false;
        return !isGroup || _count < _ranges.Length;
    }

    /// <summary>This much was sent again.</summary>
    public void Note(long position, long end, long nowNanos)
    {
        if (_count == _ranges.Length) _count = 0; // The only receiver has moved on.
        _ranges[_count++] = new Range(position, end, nowNanos + ProtocolTimes.RetransmitLingerNanos);
    }

    private void Expire(long nowNanos)
    {
        for (var i = _count - 1; i >= 0; i--)
            if (_ranges[i].ExpiresNanos <= nowNanos) _ranges[i] = _ranges[--_count];
    }

    private readonly record struct Range(long Position, long End, long ExpiresNanos);
}
