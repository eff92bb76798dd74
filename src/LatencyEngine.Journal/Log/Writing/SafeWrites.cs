using LatencyEngine.Journal.Log.Files;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// Writes and flushes of the writing thread. A full disk is waited for, and the same bytes are written to the same
/// place again; any other failure ends the writer, and so does every failed flush.
/// </summary>
internal sealed class SafeWrites(WriterHealth health, RoomWait room)
{
    public void Write(ILogFile file, ReadOnlySpan<byte> source, long offset)
    {
        while (!TryWrite(file, source, offset)) room.Nap();
        if (room.IsWaiting) room.End();
    }

    public void Flush(ILogFile file)
    {
        try
        {
            file.FlushData();
        }
        catch (IOException failure)
        {
            throw health.Poison("flushing the log", failure);
        }
    }

    private bool TryWrite(ILogFile file, ReadOnlySpan<byte> source, long offset)
    {
        try
        {
            file.Write(source, offset);
            return true;
        }
        catch (DiskFullException)
        {
            return false;
        }
        catch (IOException failure)
        {
            throw health.Poison("writing the log", failure);
        }
    }
}
