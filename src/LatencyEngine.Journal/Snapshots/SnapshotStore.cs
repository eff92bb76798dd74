using System.Globalization;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Snapshots;

/// <summary>
/// The snapshots of a journal folder, a file each. Used by one cold thread at a time; owns the files in
/// <c>snapshots/</c>.
/// </summary>
/// <remarks>
/// <b>Only caches.</b> What a snapshot says, the log says as well: one that is damaged, foreign or unreadable is passed
/// over with a word about it, and never stops anything.
/// <b>Whole or not there.</b> A file is written under another name, flushed, renamed, and the folder flushed: a process
/// that is killed in between leaves a name that nobody reads.
/// </remarks>
public sealed class SnapshotStore
{
    private const string FolderName = "snapshots";
    private const string Suffix = ".snap";
    private const string UnfinishedSuffix = ".unfinished";

    private readonly string _journalFolder;
    private readonly string _folder;
    private readonly int _keep;
    private readonly ILogFiles _files;

    /// <param name="journalFolder">With a log in which a session has begun.</param>
    /// <param name="keep">How many of the newest are kept.</param>
    /// <param name="files">The file layer; <c>null</c> for the real disk.</param>
    public SnapshotStore(string journalFolder, int keep = 3, ILogFiles? files = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        _journalFolder = journalFolder;
        _folder = Path.Combine(journalFolder, FolderName);
        _keep = keep;
        _files = files ?? DiskFiles.Instance;
    }

    /// <summary>For people.</summary>
    public string Place => _folder;

    /// <summary>Sequences of the snapshots that are there, whole or not; the newest first.</summary>
    public IReadOnlyList<long> Sequences() =>
        [.. _files.List(_folder).Select(SequenceOf).Where(sequence => sequence > 0).OrderDescending()];

    /// <summary>Adds a snapshot, durable when this returns, and removes those that are too many.</summary>
    /// <exception cref="IOException">It could not be written; what was there is there still.</exception>
    public void Write(SnapshotHead head, ReadOnlySpan<byte> state)
    {
        var journalId = JournalId();
        _files.CreateFolder(_folder);
        RemoveUnfinished();
        var path = PathOf(head.Sequence);
        using (var file = _files.Create(path + UnfinishedSuffix)) SnapshotFile.Write(file, head, journalId, state);
        _files.Rename(path + UnfinishedSuffix, path);
        _files.FlushFolder(_folder);
        foreach (var old in Sequences().Skip(_keep)) _files.Delete(PathOf(old));
    }

    /// <summary>The newest snapshot of a session that is whole and that somebody can load.</summary>
    /// <param name="sessionId">Of the session.</param>
    /// <param name="throughSequence">It stands for this record of the journal or an earlier one.</param>
    /// <param name="layoutFingerprint">Of the code and sizes that will load it.</param>
    /// <param name="report">Told in words of each newer one that is passed over.</param>
    /// <returns><c>null</c> where there is none.</returns>
    public Snapshot? FindNewest(
        ulong sessionId, long throughSequence, ulong layoutFingerprint, Action<string>? report = null)
    {
        foreach (var sequence in Sequences())
        {
            try
            {
                if (TryRead(sequence, sessionId, throughSequence, layoutFingerprint) is { } found) return found;
            }
            catch (IOException failure)
            {
                report?.Invoke($"snapshot {PathOf(sequence)} is passed over: {failure.Message}");
            }
        }

        return null;
    }

    /// <summary>
    /// Removes snapshots of what the log does not have: it lost its end, and other records will take their numbers.
    /// </summary>
    /// <returns>How many.</returns>
    public int RemoveAbove(long lastSequence)
    {
        List<long> above = [.. Sequences().Where(sequence => sequence > lastSequence)];
        foreach (var sequence in above) _files.Delete(PathOf(sequence));
        if (above.Count > 0) _files.FlushFolder(_folder);
        return above.Count;
    }

    // Those of earlier sessions and of later records are whole, but not what is asked for: no word about them.
    private Snapshot? TryRead(long sequence, ulong sessionId, long throughSequence, ulong layoutFingerprint)
    {
        if (sequence > throughSequence) return null;
        using var file = _files.Open(PathOf(sequence), writable: false);
        var head = SnapshotFile.ReadHead(file, JournalId(), out var stateBytes);
        if (head.SessionId != sessionId) return null;
        if (head.Sequence != sequence) throw new JournalException($"it stands for record {head.Sequence}");
        if (head.LayoutFingerprint != layoutFingerprint)
            throw new JournalException($"it was made by other code or with other sizes ({head.CodeVersion})");
        return new Snapshot(head, SnapshotFile.ReadState(file, stateBytes));
    }

    private void RemoveUnfinished()
    {
        foreach (var name in _files.List(_folder))
            if (name.EndsWith(UnfinishedSuffix, StringComparison.Ordinal)) _files.Delete(Path.Combine(_folder, name));
    }

    private Guid JournalId()
    {
        var segments = LiveSegments.Load(_files, _journalFolder);
        if (segments.Count == 0) throw new JournalException($"there is no journal in {_journalFolder}");
        return segments[0].Begun.JournalId;
    }

    private string PathOf(long sequence) => Path.Combine(_folder, sequence.ToString(CultureInfo.InvariantCulture) + Suffix);

    private static long SequenceOf(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && long.TryParse(name[..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : 0;
}
