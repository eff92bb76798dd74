using LatencyEngine.Multicast.Logs;
using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>What a subscription hears of one publication. The polling thread, but for what says otherwise.</summary>
public sealed unsafe class Image
{
    private readonly ImageSource _source;
    private readonly TermLog _log;
    private readonly FragmentAssembly _assembly = new();
    private long _position;
    private bool _isCutOff;

    internal Image(ImageSource source, long joinPosition, bool isTethered)
    {
        _source = source;
        _log = source.Log.Hold();
        _position = joinPosition;
        JoinPosition = joinPosition;
        Consumed = new StreamPosition(joinPosition);
        IsTethered = isTethered;
    }

    public int SessionId => _source.SessionId;

    /// <summary>Where this subscription came in, in bytes since the publication began. Nothing before it is delivered.</summary>
    public long JoinPosition { get; }

    /// <summary>How far this subscription has polled. Any thread.</summary>
    public long Position => Consumed.Value;

    /// <summary>How far the stream has come without a gap. Any thread.</summary>
    public long ReceivedPosition => _source.Received.Value;

    /// <summary>Whether the publication has ended, and everything of it was polled. Any thread.</summary>
    public bool IsEndOfStream => _source.EndPosition is >= 0 and var end && Position >= end;

    internal StreamPosition Consumed { get; }

    /// <summary>Whether the stream waits for this image.</summary>
    internal bool IsTethered { get; }

    internal ImageSource Source => _source;

    /// <summary>Nothing more will be delivered.</summary>
    internal bool IsOver => Volatile.Read(ref _isCutOff) || (_source.IsGone && HasNothingLeft);

    // Where a claim was never committed, nothing can come any more.
    private bool HasNothingLeft => _position >= _source.Received.Value || _log.LengthAt(_position) <= 0;

    /// <summary>The driver's: what the image has not polled is not kept for it any more.</summary>
    internal void CutOff() => Volatile.Write(ref _isCutOff, true);

    internal void Release() => _log.Release();

    internal int Poll<THandler>(ref THandler handler, int fragmentLimit, bool assembles)
        where THandler : struct, IFragmentHandler
    {
        if (Volatile.Read(ref _isCutOff)) return 0;
        var start = _position;
        var position = start;
        var end = _source.Received.Value;
        var count = 0;
        try
        {
            // A slow handler may be cut off meanwhile, and what it has not polled overwritten.
            while (count < fragmentLimit && position < end && !Volatile.Read(ref _isCutOff))
            {
                var frameBytes = _log.LengthAt(position);
                if (frameBytes <= 0) break;
                var next = position + StreamLayout.Aligned(frameBytes);
                if (_log.HeaderAt(position).Head.Type == FrameType.Data)
                {
                    count++;
                    Deliver(ref handler, position, frameBytes, assembles);
                }
                else if (assembles)
                {
                    _assembly.Break(); // Padding is never within a message, unless it stands for what was lost.
                }
                position = next;
            }
        }
        finally
        {
            // After an exception it stands before the message that caused it.
            _position = position;
            if (position != start) Consumed.Value = position;
        }
        return count;
    }

    private void Deliver<THandler>(ref THandler handler, long position, int frameBytes, bool assembles)
        where THandler : struct, IFragmentHandler
    {
        ref readonly var frame = ref _log.HeaderAt(position);
        var payload = new ReadOnlySpan<byte>(_log.At(position) + DataHeader.Bytes, frameBytes - DataHeader.Bytes);
        var header = new FragmentHeader(
            position + StreamLayout.Aligned(frameBytes), frame.ReservedValue, frame.SessionId, frame.StreamId, frame.Head.Flags);
        if (!assembles || header.Flags == FragmentHeader.Unfragmented) handler.OnFragment(payload, in header);
        else if (_assembly.Add(payload, in header, out var whole)) handler.OnFragment(_assembly.Message, in whole);
    }
}
