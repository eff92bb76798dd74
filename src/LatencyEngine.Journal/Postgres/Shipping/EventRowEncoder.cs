using System.Buffers.Binary;
using System.Text;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// Encodes rows of <c>mt_events</c> for a binary COPY. What is the same for all rows of a session is encoded once. One
/// thread; allocates only to grow its buffer.
/// </summary>
/// <remarks>
/// A row has eight columns, each a length and its bytes, big-endian: <c>seq_id, id, stream_id, version, data, bdata, type,
/// timestamp</c>. The others take their defaults; <c>mt_dotnet_type</c> stays null, so that the journal names no class of ours
/// for ever: Marten finds the class by the type's alias.
/// </remarks>
internal sealed class EventRowEncoder
{
    public const string Columns = "(seq_id, id, stream_id, version, data, bdata, type, timestamp)";

    private const short ColumnCount = 8;
    private const int SeqIdOffset = sizeof(short) + sizeof(int);
    private const int ShortIdOffset = SeqIdOffset + sizeof(long) + sizeof(int);
    private const int IdSize = 16;
    private const int IdSequenceOffset = ShortIdOffset + sizeof(long);
    private const byte JsonbVersion = 1;
    private const long NanosPerMicro = 1_000;

    /// <summary>Microseconds from the Unix epoch to that of PostgreSQL, the year 2000.</summary>
    private const long EpochMicros = 946_684_800_000_000;

    private readonly byte[] _prefix;
    private readonly byte[] _binaryData;
    private readonly byte[]?[] _suffixes = new byte[ushort.MaxValue + 1][];
    private readonly long _sequenceOfVersionZero;
    private readonly AuditPolicy _audit;

    /// <param name="streamId">Of the session.</param>
    /// <param name="shard">With session and sequence it makes the id of an event, unique within a store.</param>
    public EventRowEncoder(string streamId, int shard, SessionHead head, AuditPolicy audit)
    {
        _audit = audit;
        _sequenceOfVersionZero = head.FirstSequence - 1;
        _prefix = BuildPrefix(Encoding.UTF8.GetBytes(streamId), EventId.PrefixOf(shard, head.SessionId));
        _binaryData = BuildBinaryData();
    }

    /// <summary>Room for anything but the message itself.</summary>
    private int FixedRoom => _prefix.Length + 128;

    /// <returns>The new end of the buffer's rows.</returns>
    /// <param name="buffer">Replaced by a larger one where the row does not fit.</param>
    public int Encode(in JournalRecord record, long seqId, ref byte[] buffer, int end)
    {
        var message = record.Message;
        var isJson = _audit.IsJson(record.TemplateId);
        var room = FixedRoom + Math.Max(message.Length, isJson ? EventJson.LengthMax(message) : 0);
        if (buffer.Length - end < room) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, end + room));
        var row = buffer.AsSpan(end);
        var length = WritePrefix(row, record.Sequence, seqId);
        length += WriteBody(row[length..], message, isJson);
        length += WriteSuffix(row[length..], record.TemplateId, record.TimestampNanos);
        return end + length;
    }

    private int WritePrefix(Span<byte> row, long sequence, long seqId)
    {
        _prefix.CopyTo(row);
        BinaryPrimitives.WriteInt64BigEndian(row[SeqIdOffset..], seqId);
        BinaryPrimitives.WriteInt64BigEndian(row[IdSequenceOffset..], sequence);
        BinaryPrimitives.WriteInt64BigEndian(row[(_prefix.Length - sizeof(long))..], sequence - _sequenceOfVersionZero);
        return _prefix.Length;
    }

    /// <summary>JSON and no bytes, or an empty object and the bytes: bytes that are not null are the event to Marten.</summary>
    private int WriteBody(Span<byte> row, ReadOnlySpan<byte> message, bool isJson)
    {
        const int JsonOffset = sizeof(int) + 1;
        if (isJson && EventJson.TryWrite(message, row[JsonOffset..], out var jsonLength))
        {
            BinaryPrimitives.WriteInt32BigEndian(row, jsonLength + 1);
            row[sizeof(int)] = JsonbVersion;
            BinaryPrimitives.WriteInt32BigEndian(row[(JsonOffset + jsonLength)..], -1);
            return JsonOffset + jsonLength + sizeof(int);
        }
        _binaryData.CopyTo(row);
        BinaryPrimitives.WriteInt32BigEndian(row[_binaryData.Length..], message.Length);
        message.CopyTo(row[(_binaryData.Length + sizeof(int))..]);
        return _binaryData.Length + sizeof(int) + message.Length;
    }

    private int WriteSuffix(Span<byte> row, ushort templateId, long timestampNanos)
    {
        var suffix = _suffixes[templateId] ??= BuildSuffix(templateId);
        suffix.CopyTo(row);
        BinaryPrimitives.WriteInt64BigEndian(row[(suffix.Length - sizeof(long))..], MicrosOf(timestampNanos));
        return suffix.Length;
    }

    /// <summary>Rounded down, so that times stay in their order and a search by time misses nothing.</summary>
    private static long MicrosOf(long timestampNanos)
    {
        var micros = timestampNanos / NanosPerMicro;
        if (timestampNanos < micros * NanosPerMicro) micros--;
        return micros - EpochMicros;
    }

    private static byte[] BuildPrefix(byte[] streamId, long idPrefix)
    {
        using var bytes = new MemoryStream();
        WriteInt16(bytes, ColumnCount);
        WriteInt32(bytes, sizeof(long));
        WriteInt64(bytes, 0);
        WriteInt32(bytes, IdSize);
        WriteInt64(bytes, idPrefix);
        WriteInt64(bytes, 0);
        WriteInt32(bytes, streamId.Length);
        bytes.Write(streamId);
        WriteInt32(bytes, sizeof(long));
        WriteInt64(bytes, 0);
        return bytes.ToArray();
    }

    private static byte[] BuildBinaryData()
    {
        using var bytes = new MemoryStream();
        WriteInt32(bytes, 3);
        bytes.WriteByte(JsonbVersion);
        bytes.Write("{}"u8);
        return bytes.ToArray();
    }

    private static byte[] BuildSuffix(ushort templateId)
    {
        using var bytes = new MemoryStream();
        var alias = Encoding.UTF8.GetBytes(EventTypes.AliasOf(templateId));
        WriteInt32(bytes, alias.Length);
        bytes.Write(alias);
        WriteInt32(bytes, sizeof(long));
        WriteInt64(bytes, 0);
        return bytes.ToArray();
    }

    private static void WriteInt16(MemoryStream bytes, short value)
    {
        Span<byte> encoded = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(encoded, value);
        bytes.Write(encoded);
    }

    private static void WriteInt32(MemoryStream bytes, int value)
    {
        Span<byte> encoded = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(encoded, value);
        bytes.Write(encoded);
    }

    private static void WriteInt64(MemoryStream bytes, long value)
    {
        Span<byte> encoded = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(encoded, value);
        bytes.Write(encoded);
    }
}
