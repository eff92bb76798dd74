using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>
/// The messages of records as typed values. Any thread; allocates nothing. Writers of other versions are understood as
/// SBE wants it: what a newer one added is passed over, what an older one did not have is null or zero.
/// </summary>
public static class JournalRecordMessages
{
    // All outputs begin with their time, the input that caused them and their place among its outputs.
    private const int CauseOffset = LatencyEngineMessages.HeaderSize + sizeof(long);
    private const int OutputIndexOffset = CauseOffset + sizeof(long);

    public static bool Is<T>(this in JournalRecord record)
        where T : unmanaged, ISbeMessage<T> => record.TemplateId == T.Template;

    /// <summary>The message of the record, when it is of this type.</summary>
    /// <exception cref="JournalException">It says so, and is not.</exception>
    public static bool TryAs<T>(this in JournalRecord record, out T message)
        where T : unmanaged, ISbeMessage<T>
    {
        if (record.TemplateId != T.Template)
        {
            message = default;
            return false;
        }

        var status = T.Decode(record.Message, out message);
        if (status != SbeStatus.Ok) Refuse(in record, status);
        return true;
    }

    /// <summary>What an output was caused by: the number of its input in the session, from 0, and its place behind it.</summary>
    /// <returns><c>false</c> for everything that is no output.</returns>
    public static bool TryGetCause(this in JournalRecord record, out long inputSequence, out uint outputIndex)
    {
        (inputSequence, outputIndex) = (0, 0);
        if (record.Kind != RecordKind.Output) return false;
        inputSequence = BinaryPrimitives.ReadInt64LittleEndian(record.Message[CauseOffset..]);
        outputIndex = BinaryPrimitives.ReadUInt32LittleEndian(record.Message[OutputIndexOffset..]);
        return true;
    }

    [DoesNotReturn]
    private static void Refuse(in JournalRecord record, SbeStatus status) => throw new JournalException(
        $"record {record.Sequence} says it is message {record.TemplateId} and is not: {status}");
}
