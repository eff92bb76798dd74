using System.Buffers.Binary;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Snapshots;

/// <summary>Writes and reads one snapshot file. Cold.</summary>
internal static class SnapshotFile
{
    /// <summary>All of it; durable when this returns.</summary>
    public static void Write(ILogFile file, SnapshotHead head, Guid journalId, ReadOnlySpan<byte> state)
    {
        file.Write(SnapshotFormat.WriteHead(head, journalId, state.Length), 0);
        Span<byte> checksum = stackalloc byte[SnapshotFormat.ChecksumBytes];
        var offset = (long)SnapshotFormat.HeadBytes;
        for (var number = 1; !state.IsEmpty; number++)
        {
            var block = state[..Math.Min(state.Length, SnapshotFormat.BlockBytes)];
            BinaryPrimitives.WriteUInt32LittleEndian(checksum, SnapshotChecksum.Of(block, number));
            file.Write(block, offset);
            file.Write(checksum, offset + block.Length);
            offset += block.Length + checksum.Length;
            state = state[block.Length..];
        }

        file.FlushData();
    }

    /// <exception cref="JournalException">It is no whole snapshot of this journal; says why.</exception>
    public static SnapshotHead ReadHead(ILogFile file, Guid journalId, out int stateBytes)
    {
        var bytes = new byte[SnapshotFormat.HeadBytes];
        var read = file.Read(bytes, 0);
        var head = SnapshotFormat.ReadHead(bytes.AsSpan(0, read), journalId, out var length);
        if (length < 0 || length > Array.MaxLength || SnapshotFormat.FileBytes(length) != file.Length)
            throw new JournalException($"it has {file.Length} bytes and should have a state of {length}");
        stateBytes = (int)length;
        return head;
    }

    /// <exception cref="JournalException">A block is damaged.</exception>
    public static byte[] ReadState(ILogFile file, int stateBytes)
    {
        var state = new byte[stateBytes];
        Span<byte> checksum = stackalloc byte[SnapshotFormat.ChecksumBytes];
        var offset = (long)SnapshotFormat.HeadBytes;
        for (var (done, number) = (0, 1); done < stateBytes; number++)
        {
            var block = state.AsSpan(done, Math.Min(stateBytes - done, SnapshotFormat.BlockBytes));
            _ = file.Read(block, offset);
            _ = file.Read(checksum, offset + block.Length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(checksum) != SnapshotChecksum.Of(block, number))
                throw new JournalException($"its state is damaged after byte {done}");
            offset += block.Length + checksum.Length;
            done += block.Length;
        }

        return state;
    }
}
