using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Viewer.Commands;

/// <summary>
/// The bytes of a <c>CommandEnvelope</c>, read in place once all bounds have been looked at, and the code over them.
/// Pure; allocates nothing.
/// </summary>
/// <remarks>
/// The code is the HMAC-SHA-256 of all bytes before it and then all after it. Lengths must fit exactly, so that no bit
/// of a message can change without being noticed.
/// </remarks>
public readonly ref struct SignedEnvelope
{
    public const int CodeBytes = 32;

    /// <summary>An envelope without a command.</summary>
    public const int BytesMin = CommandAt;

    /// <summary>An envelope with the longest command that a slot can hold.</summary>
    public const int BytesMax = CommandAt + EngineEvent.SizeInBytes;

    private const int HeaderBytes = LatencyEngineMessages.HeaderSize;
    private const int LengthAt = HeaderBytes + CommandEnvelopeEncoder.BlockLength;
    private const int CodeAt = LengthAt - CodeBytes;
    private const int CommandAt = LengthAt + sizeof(ushort);

    private readonly ReadOnlySpan<byte> _message;

    private SignedEnvelope(ReadOnlySpan<byte> message) => _message = message;

    public long SentNanos => Block.SentNanos;

    public ulong CommandKey => Block.CommandKey;

    public ulong SessionId => Block.SessionId;

    public uint ActorId => Block.ActorId;

    public ActorRole ActorRole => Block.ActorRole;

    /// <summary>With its header; empty for a question.</summary>
    public ReadOnlySpan<byte> Command => _message[CommandAt..];

    private ReadOnlySpan<byte> Code => _message.Slice(CodeAt, CodeBytes);

    private ref readonly CommandEnvelopeBlock Block => ref MemoryMarshal.AsRef<CommandEnvelopeBlock>(_message[HeaderBytes..LengthAt]);

    /// <returns><c>false</c> when the bytes are no envelope, or not exactly one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out SignedEnvelope envelope)
    {
        envelope = default;
        if (message.Length is < BytesMin or > BytesMax) return false;
        if (LatencyEngineMessages.ReadHeader(message, out var header) != SbeStatus.Ok) return false;
        if (header.TemplateId != CommandEnvelopeEncoder.TemplateId) return false;
        if (header.BlockLength != CommandEnvelopeEncoder.BlockLength) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(message[LengthAt..]);
        if (CommandAt + length != message.Length) return false;
        envelope = new SignedEnvelope(message);
        return true;
    }

    /// <summary>Whether the code is that of these bytes under this key. Takes as long for any wrong one.</summary>
    public bool IsSignedBy(ReadOnlySpan<byte> key)
    {
        Span<byte> code = stackalloc byte[CodeBytes];
        ComputeCode(key, _message, code);
        return CryptographicOperations.FixedTimeEquals(code, Code);
    }

    /// <summary>Puts the code into an envelope that is complete but for it.</summary>
    internal static void Sign(ReadOnlySpan<byte> key, Span<byte> message) =>
        ComputeCode(key, message, message.Slice(CodeAt, CodeBytes));

    private static void ComputeCode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> code)
    {
        Span<byte> signed = stackalloc byte[BytesMax];
        message[..CodeAt].CopyTo(signed);
        message[LengthAt..].CopyTo(signed[CodeAt..]);
        HMACSHA256.HashData(key, signed[..(message.Length - CodeBytes)], code);
    }
}
