using System.Buffers.Binary;
using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>What of a session's head is needed without reading all of it.</summary>
internal static class SessionHeads
{
    /// <summary>Every message starts with its time.</summary>
    public static long StartedNanosOf(ReadOnlySpan<byte> head) =>
        BinaryPrimitives.ReadInt64LittleEndian(head[LatencyEngineMessages.HeaderSize..]);
}
