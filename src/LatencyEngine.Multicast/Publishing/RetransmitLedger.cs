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

    /// <summary>Whether to send a range again now; then it is noted.</summary>
    public bool TryBegin(long position, int bytes, long nowNanos)
    {
        Expire(nowNanos);
        for (var i = 0; i < _count; i++)
            if (position >= _ranges[i].Position && position < _ranges[i].End) return false;
        if (_count == _ranges.Length)
        {
            if (isGroup) return false;
            _count = 0; // The only receiver has moved on.
        }
        _ranges[_count++] = new Range(position, position + bytes, nowNanos + ProtocolTimes.RetransmitLingerNanos);
        return true;
    }

    private void Expire(long nowNanos)
    {
        for (var i = _count - 1; i >= 0; i--)
            if (_ranges[i].ExpiresNanos <= nowNanos) _ranges[i] = _ranges[--_count];
    }

    private readonly record struct Range(long Position, long End, long ExpiresNanos);
}
