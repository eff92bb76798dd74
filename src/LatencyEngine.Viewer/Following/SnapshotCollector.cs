using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Following;

/// <summary>
/// Gathers the messages of one snapshot, and says when they are complete. One thread; owns their bytes.
/// </summary>
/// <remarks>
/// Each message carries its place in the snapshot, so that one of which anything is missing is given up at once, and
/// the next is taken.
/// </remarks>
internal sealed class SnapshotCollector(int bytesMax)
{
    private readonly MessageBuffer _entries = new(bytesMax);
    private int _sessionId;
    private long _place;
    private bool _isOpen;

    /// <summary>Of the snapshot in hand.</summary>
    public SnapshotBegin Begin { get; private set; }

    /// <summary>Snapshots that were given up since something was missing or there was no room.</summary>
    public long GivenUp { get; private set; }

    public int EntryCount => _entries.Count;

    public MessageBuffer.Enumerator GetEnumerator() => _entries.GetEnumerator();

    public void Start(int sessionId, in SnapshotBegin begin)
    {
        if (_isOpen) GivenUp++;
        Begin = begin;
        _sessionId = sessionId;
        _place = 0;
        _isOpen = true;
        _entries.Clear();
    }

    /// <summary>Takes a message behind the beginning.</summary>
    /// <param name="place">In its snapshot, from 1.</param>
    /// <returns>Whether it completes the snapshot.</returns>
    public bool Take(int sessionId, long place, ReadOnlySpan<byte> message)
    {
        if (!_isOpen || sessionId != _sessionId) return false;
        if (place <= _place) return false; // It came again.
        if (place != _place + 1) return GiveUp();
        _place = place;
        if (SnapshotEnd.TryDecode(message, out var end)) return Close(in end);
        return !_entries.TryAdd(place, message) && GiveUp();
    }

    public void Reset()
    {
        _isOpen = false;
        _entries.Clear();
    }

    private bool Close(in SnapshotEnd end)
    {
        if (end.SnapshotNumber != Begin.SnapshotNumber || end.Entries != Begin.Entries || _entries.Count != end.Entries)
            return GiveUp();
        _isOpen = false;
        return true;
    }

    private bool GiveUp()
    {
        GivenUp++;
        Reset();
        return false;
    }
}
