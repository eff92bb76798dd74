using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>Changes a log as somebody would who knows its format: with the right checksums.</summary>
internal static unsafe class Forgery
{
    /// <summary>Gives a record another sequence.</summary>
    public static void ShiftSequence(SimulatedDisk disk, string path, int recordIndex, long step) =>
        Change(disk, path, recordIndex, record => *(long*)(record + 8) += step);

    /// <summary>Changes a byte of a record's message.</summary>
    public static void ChangeMessage(SimulatedDisk disk, string path, int recordIndex) =>
        Change(disk, path, recordIndex, record => record[RecordFormat.HeadBytes + 12] ^= 1);

    private delegate void Edit(byte* record);

    private static void Change(SimulatedDisk disk, string path, int recordIndex, Edit edit)
    {
        var content = disk[path].ToArray();
        Assert.Null(SegmentHeader.Read(content.AsSpan(0, 512), out var header));
        fixed (byte* bytes = content)
        {
            var record = bytes + header.RecordsOffset;
            for (var i = 0; i < recordIndex; i++) record += RecordFormat.ClaimedSizeOf(record);
            edit(record);
            var size = RecordFormat.ClaimedSizeOf(record);
            *RecordFormat.CrcPlace(record, size) = RecordFormat.CrcOf(record, size, header.RecordSeed);
        }

        disk.Put(path, content);
    }
}
