using System.Buffers.Binary;

namespace LatencyEngine.Journal.Postgres;

/// <summary>
/// The id of an event in the store: shard, session and journal sequence, so that the same event always has the same id,
/// however often it is sent.
/// </summary>
public static class EventId
{
    private const int SessionBits = 48;
    private const int Size = 16;

    /// <summary>As the uuid reads: four digits of shard, twelve of session, sixteen of sequence, all hexadecimal.</summary>
    public static Guid Of(int shard, ulong sessionId, long sequence)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, PrefixOf(shard, sessionId));
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], sequence);
        return new Guid(bytes, bigEndian: true);
    }

    internal static long PrefixOf(int shard, ulong sessionId)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)shard, ushort.MaxValue, nameof(shard));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sessionId, (1UL << SessionBits) - 1);
        return (long)(((ulong)shard << SessionBits) | sessionId);
    }
}
