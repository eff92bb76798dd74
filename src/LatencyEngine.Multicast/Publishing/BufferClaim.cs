using LatencyEngine.Multicast.Logs;
using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>Room for one message in the stream of a publication. The thread that offers.</summary>
public readonly unsafe ref struct BufferClaim
{
    private readonly TermLog _log;
    private readonly long _position;
    private readonly int _frameBytes;

    internal BufferClaim(TermLog log, long position, int frameBytes)
    {
        _log = log;
        _position = position;
        _frameBytes = frameBytes;
    }

    /// <summary>Where the message goes; zeroed.</summary>
    public Span<byte> Payload => new(_log.At(_position) + DataHeader.Bytes, _frameBytes - DataHeader.Bytes);

    public void SetReservedValue(long value) => _log.HeaderAt(_position).ReservedValue = value;

    /// <summary>Lets the message go.</summary>
    public void Commit() => _log.Publish(_position, _frameBytes);

    /// <summary>Takes it back: receivers pass over its room.</summary>
    public void Abort()
    {
        _log.HeaderAt(_position).Head.Type = FrameType.Pad;
        _log.Publish(_position, StreamLayout.Aligned(_frameBytes));
    }
}
