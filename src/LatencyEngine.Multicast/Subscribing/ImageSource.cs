using LatencyEngine.Multicast.Logs;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// What images read: the log of a stream, and how far it has come. Written by the driver, or by the publication where it
/// is read in its own process; read by those who poll.
/// </summary>
internal sealed class ImageSource(TermLog log, StreamPosition received, int sessionId, int streamId)
{
    private long _endPosition = -1;
    private bool _isGone;

    public TermLog Log { get; } = log;

    /// <summary>Complete up to here, but for frames whose length is still zero.</summary>
    public StreamPosition Received { get; } = received;

    public int SessionId { get; } = sessionId;

    public int StreamId { get; } = streamId;

    /// <summary>Where the stream has ended; -1 while it goes on.</summary>
    public long EndPosition
    {
        get => Volatile.Read(ref _endPosition);
        set => Volatile.Write(ref _endPosition, value);
    }

    /// <summary>Nothing more will come.</summary>
    public bool IsGone
    {
        get => Volatile.Read(ref _isGone);
        set => Volatile.Write(ref _isGone, value);
    }
}
