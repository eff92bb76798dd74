using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Domain.Events;

/// <summary>
/// One slot of a ring: any fixed message of the engine's schema behind its SBE header. The first bytes are the
/// encoding itself, ready for the log and the wire. Written by the producer of the slot, read by its handlers.
/// </summary>
/// <remarks>
/// Two cache lines, so that a slot costs the same to touch whatever it carries. Every message starts with its
/// timestamp, so that the time of an event is known without knowing the message.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
public struct EngineEvent
{
    public const int SizeInBytes = 128;

    /// <summary>The largest block that fits, in bytes.</summary>
    public const int BlockBytesMax = SizeInBytes - HeaderBytes;

    private const int HeaderBytes = MessageHeader.EncodedSize;

    [FieldOffset(0)] private MessageHeader _header;
    [FieldOffset(HeaderBytes)] private long _timestampNanos;
    [FieldOffset(HeaderBytes)] private byte _block;

    /// <summary>Which message the slot holds; 0 in an empty one.</summary>
    public readonly ushort TemplateId => _header.TemplateId;

    /// <summary>UTC nanoseconds since the Unix epoch, stamped once at ingress. Handlers never read a clock.</summary>
    public long TimestampNanos
    {
        readonly get => SbeWire.Order(_timestampNanos);
        set => _timestampNanos = SbeWire.Order(value);
    }

    /// <summary>Bytes of header and block together.</summary>
    public readonly int EncodedLength => HeaderBytes + _header.BlockLength;

    /// <summary>
    /// Makes the slot a message of this type, all optional members null and all others zero, and hands it out to be
    /// filled.
    /// </summary>
    [UnscopedRef, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Begin<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        SetHeader<T>();
        ref var message = ref Unsafe.As<byte, T>(ref _block);
        message = T.Create();
        return ref message;
    }

    /// <summary>Makes the slot this message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<T>(in T message)
        where T : unmanaged, ISbeMessage<T>
    {
        SetHeader<T>();
        Unsafe.As<byte, T>(ref _block) = message;
    }

    /// <summary>The message in place. The caller has looked at <see cref="TemplateId"/>: nothing is checked.</summary>
    [UnscopedRef, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T As<T>()
        where T : unmanaged, ISbeMessage<T> => ref Unsafe.As<byte, T>(ref _block);

    public readonly bool Is<T>()
        where T : unmanaged, ISbeMessage<T> => _header.TemplateId == T.Template;

    /// <summary>Header and block: the encoding, in place.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> AsBytes() =>
        MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<MessageHeader, byte>(ref Unsafe.AsRef(in _header)), EncodedLength);

    /// <summary>Copies an encoding into the slot.</summary>
    /// <returns><c>false</c>, and nothing changes, when it is no message that a slot can hold.</returns>
    public bool TryRead(ReadOnlySpan<byte> encoding)
    {
        if (encoding.Length is < HeaderBytes or > SizeInBytes) return false;
        var header = MemoryMarshal.Read<MessageHeader>(encoding);
        if (header.SchemaId != Quote.SchemaId || HeaderBytes + header.BlockLength != encoding.Length) return false;
        this = default;
        encoding.CopyTo(MemoryMarshal.AsBytes(new Span<EngineEvent>(ref this)));
        return true;
    }

    /// <summary>The message as JSON, for people and reports.</summary>
    [ColdPath("text is for people")]
    public override readonly string ToString() => EngineEventText.Of(this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetHeader<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        _header.BlockLength = T.BlockSize;
        _header.TemplateId = T.Template;
        _header.SchemaId = Quote.SchemaId;
        _header.Version = Quote.SchemaVersion;
    }
}
