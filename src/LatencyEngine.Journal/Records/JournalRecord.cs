using System.Buffers.Binary;
using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Records;

/// <summary>
/// One record of a journal, in place: its sequence and the SBE encoding of its message, header included. Valid until
/// its reader moves on.
/// </summary>
/// <param name="sequence">Durable total order over all sessions of a journal, from 1 and without holes.</param>
/// <param name="message">Header and block; for <c>SessionStarted</c> its data as well.</param>
public readonly ref struct JournalRecord(long sequence, ReadOnlySpan<byte> message)
{
    private const int TemplateIdOffset = 2;

    public long Sequence { get; } = sequence;

    public ReadOnlySpan<byte> Message { get; } = message;

    public ushort TemplateId => BinaryPrimitives.ReadUInt16LittleEndian(Message[TemplateIdOffset..]);

    public RecordKind Kind => RecordKinds.Of(TemplateId);

    /// <summary>UTC nanoseconds since the Unix epoch: every message starts with it.</summary>
    public long TimestampNanos => BinaryPrimitives.ReadInt64LittleEndian(Message[LatencyEngineMessages.HeaderSize..]);
}
