using System.Runtime.CompilerServices;
using LatencyEngine.Multicast.Logs;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// One stream of messages to whoever listens on a channel. One thread at a time offers; offering never waits and
/// allocates nothing. Owns the unsent part of the stream.
/// </summary>
/// <remarks>
/// <b>Ordering.</b> A frame is written whole before its length is stored with release order, so that the sender sees all
/// of it or nothing. <b>Limits.</b> Messages longer than a frame go in fragments, all in one term; what does not fit into
/// the rest of a term starts in the next, and padding fills the rest.
/// </remarks>
public sealed unsafe class Publication : IDisposable
{
    private readonly OutboundStream _stream;
    private readonly TermLog _log;
    private readonly StreamLayout _layout;
    private readonly StreamPosition _limit;
    private readonly StreamPosition _written;
    private readonly Action<Publication, UdpAddress, bool> _changeDestination;
    private long _position;
    private bool _isClosed;

    internal Publication(string channel, OutboundStream stream, Action<Publication, UdpAddress, bool> changeDestination)
    {
        Channel = channel;
        _stream = stream;
        _log = stream.Log.Hold();
        _layout = _log.Layout;
        _limit = stream.Limit;
        _written = stream.Written;
        _position = stream.StartPosition;
        _changeDestination = changeDestination;
        MaxPayloadBytes = stream.MtuBytes - DataHeader.Bytes;
        MaxMessageBytes = _layout.MaxMessageBytes;
    }

    public string Channel { get; }

    public int StreamId => _stream.StreamId;

    /// <summary>Chosen anew for each publication, so that receivers tell a restarted publisher from the one before.</summary>
    public int SessionId => _stream.SessionId;

    /// <summary>Whether somebody listens, as of the last status message. Any thread.</summary>
    public bool IsConnected => !Volatile.Read(ref _isClosed) && _stream.IsConnected;

    /// <summary>Bytes of frames offered so far. Any thread.</summary>
    public long Position => _written.Value;

    /// <summary>Longest message that goes in one frame, in bytes.</summary>
    public int MaxPayloadBytes { get; }

    /// <summary>Longest message, in bytes; longer than <see cref="MaxPayloadBytes"/> goes in fragments.</summary>
    public int MaxMessageBytes { get; }

    internal OutboundStream Stream => _stream;

    /// <summary>Copies a message into the stream.</summary>
    /// <param name="message">At most <see cref="MaxMessageBytes"/>.</param>
    /// <param name="reservedValue">Travels in the frame's header, for the application.</param>
    /// <returns>The position behind the message, or one of <see cref="OfferResult"/>.</returns>
    /// <exception cref="ArgumentException">The message is too long.</exception>
    public long Offer(ReadOnlySpan<byte> message, long reservedValue = 0)
    {
        if (message.Length > MaxPayloadBytes) return OfferInFragments(message, reservedValue);
        var frameBytes = DataHeader.Bytes + message.Length;
        var position = Claim(StreamLayout.Aligned(frameBytes));
        if (position < 0) return position;
        WriteFrame(position, message, FrameFlags.Whole, reservedValue);
        _log.Publish(position, frameBytes);
        return Advance(position + StreamLayout.Aligned(frameBytes));
    }

    /// <summary>Room in the stream to write a message into; nothing is sent before the claim is committed.</summary>
    /// <param name="payloadBytes">At most <see cref="MaxPayloadBytes"/>.</param>
    /// <param name="claim">To be committed or aborted before anything else is offered.</param>
    /// <returns>As <see cref="Offer"/>.</returns>
    /// <exception cref="ArgumentException">The message is too long for one frame.</exception>
    public long TryClaim(int payloadBytes, out BufferClaim claim)
    {
        if ((uint)payloadBytes > (uint)MaxPayloadBytes) ThrowTooLong(payloadBytes, MaxPayloadBytes);
        claim = default;
        var frameBytes = DataHeader.Bytes + payloadBytes;
        var position = Claim(StreamLayout.Aligned(frameBytes));
        if (position < 0) return position;
        WriteHeader(position, FrameFlags.Whole, 0);
        claim = new BufferClaim(_log, position, frameBytes);
        return Advance(position + StreamLayout.Aligned(frameBytes));
    }

    /// <summary>Adds a receiver of a channel with <c>control-mode=manual</c>. Any thread; takes effect with the next duty cycle.</summary>
    /// <param name="endPoint">Where the receiver listens.</param>
    /// <exception cref="InvalidOperationException">The channel has no destinations of the application's.</exception>
    public void AddDestination(System.Net.IPEndPoint endPoint) => _changeDestination(this, UdpAddress.From(endPoint), true);

    /// <summary>Takes a receiver away again; see <see cref="AddDestination"/>.</summary>
    public void RemoveDestination(System.Net.IPEndPoint endPoint) => _changeDestination(this, UdpAddress.From(endPoint), false);

    /// <summary>Who listens, as far as they have told lately. Any thread; allocates nothing.</summary>
    public int ReceiverCount => _stream.ReceiverCount;

    /// <summary>Positions and receivers. Any thread.</summary>
    public OutboundStatus Describe() => _stream.Describe();

    /// <summary>Ends the stream: what was offered is still sent, then receivers are told that it has ended.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        Volatile.Write(ref _isClosed, true);
        _stream.End(_position);
        _log.Release();
    }

    // Position of a frame of this length, which then fits into its term; or why not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Claim(int alignedBytes)
    {
        var position = _position;
        if (_isClosed || position >= _limit.Value) return Refusal(position);
        return _layout.RestOfTerm(position) >= alignedBytes ? position : ClaimInNextTerm(position);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ClaimInNextTerm(long position)
    {
        var rest = _layout.RestOfTerm(position);
        WriteHeader(position, FrameFlags.Whole, 0);
        _log.HeaderAt(position).Head.Type = FrameType.Pad;
        _log.Publish(position, rest);
        position = Advance(position + rest);
        return position >= _layout.PositionEnd ? OfferResult.MaxPositionExceeded : position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Refusal(long position)
    {
        if (_isClosed || _stream.IsEnded) return OfferResult.Closed;
        if (position >= _layout.PositionEnd) return OfferResult.MaxPositionExceeded;
        return _stream.IsConnected ? OfferResult.BackPressured : OfferResult.NotConnected;
    }

    private long OfferInFragments(ReadOnlySpan<byte> message, long reservedValue)
    {
        if (message.Length > MaxMessageBytes) ThrowTooLong(message.Length, MaxMessageBytes);
        var rest = message.Length % MaxPayloadBytes;
        var total = message.Length / MaxPayloadBytes * _stream.MtuBytes;
        if (rest > 0) total += StreamLayout.Aligned(rest + DataHeader.Bytes);
        var position = Claim(total);
        if (position < 0) return position;
        var flags = FrameFlags.Begin;
        while (!message.IsEmpty)
        {
            var part = message[..Math.Min(message.Length, MaxPayloadBytes)];
            message = message[part.Length..];
            if (message.IsEmpty) flags |= FrameFlags.End;
            WriteFrame(position, part, flags, reservedValue);
            _log.Publish(position, DataHeader.Bytes + part.Length);
            position += StreamLayout.Aligned(DataHeader.Bytes + part.Length);
            flags = 0;
        }
        return Advance(position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteFrame(long position, ReadOnlySpan<byte> payload, byte flags, long reservedValue)
    {
        WriteHeader(position, flags, reservedValue);
        payload.CopyTo(new Span<byte>(_log.At(position) + DataHeader.Bytes, payload.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteHeader(long position, byte flags, long reservedValue)
    {
        ref var header = ref _log.HeaderAt(position);
        header.Head.Version = FrameHead.CurrentVersion;
        header.Head.Flags = flags;
        header.Head.Type = FrameType.Data;
        header.TermOffset = _layout.OffsetAt(position);
        header.SessionId = _stream.SessionId;
        header.StreamId = _stream.StreamId;
        header.TermId = _layout.TermIdAt(position);
        header.ReservedValue = reservedValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Advance(long position)
    {
        _position = position;
        _written.Value = position;
        return position;
    }

    private static void ThrowTooLong(int bytes, int bytesMax) => throw new ArgumentException(
        $"A message of {bytes} bytes does not fit: at most {bytesMax} were expected.");
}
