using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Log.Writing;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log;

/// <summary>
/// Gives up what follows a place, when an operator orders it: never done by itself. What is given up stays in the
/// folder, under names that the log does not read. Cold.
/// </summary>
public sealed class LogRepair
{
    /// <summary>Appended to the names of what was given up.</summary>
    public const string CutExtension = ".cut";

    private const int ChunkBytes = 1 << 20;

    private readonly LogOptions _options;
    private readonly long _sequence;

    private LogRepair(LogOptions options, long sequence)
    {
        _options = options;
        _sequence = sequence;
    }

    /// <summary>Removes this record and everything after it, valid or not.</summary>
    /// <param name="sequence">At least 1; as a <see cref="DamagedLogException"/> names it.</param>
    /// <exception cref="JournalException">The journal is in use, or valid records end before this sequence.</exception>
    public static void CutAt(LogOptions options, long sequence)
    {
        options.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        using var held = FolderLock.Take(options.Files, options.Folder);
        new LogRepair(options, sequence).Run();
    }

    private void Run()
    {
        var segments = SegmentList.ReadAll(_options.Files, _options.Folder);
        var kept = segments.LastOrDefault(s => s.IsBegun && s.Begun.FirstSequence <= _sequence && s.Begun.SegmentIndex == s.Index)
            ?? throw new JournalException($"no segment in {_options.Folder} begins at or before record {_sequence}");
        using var image = new SegmentImage();
        using (var file = _options.Files.Open(kept.Path, writable: false)) image.Load(file, kept.Begun.SegmentBytes);
        var offset = FindOffset(image, kept);
        // Newest first: whatever happens in between, an unbroken row is left.
        foreach (var later in segments.Where(segment => segment.Index > kept.Index).Reverse()) SetAside(later);
        if (image.Bytes[offset..].IndexOfAnyExcept((byte)0) < 0) return;
        Copy(image, kept.Path + CutExtension);
        Clear(kept, offset);
    }

    private unsafe int FindOffset(SegmentImage image, SegmentFile segment)
    {
        var header = segment.Begun;
        var seed = header.RecordSeed;
        var (offset, next) = (header.RecordsOffset, header.FirstSequence);
        while (next < _sequence)
        {
            var size = RecordFormat.SizeIfValid(image.Address + offset, image.Bytes.Length - offset, seed);
            if (size == 0 || RecordFormat.SequenceOf(image.Address + offset) != next)
                throw new JournalException($"{segment.Path}: the last valid record before {_sequence} is {next - 1}");
            offset += size;
            next++;
        }

        return offset;
    }

    private void SetAside(SegmentFile segment)
    {
        _options.Files.Rename(segment.Path, segment.Path + CutExtension);
        _options.Files.FlushFolder(_options.Folder);
    }

    private void Copy(SegmentImage image, string path)
    {
        using var copy = _options.Files.Create(path);
        for (var at = 0; at < image.Bytes.Length; at += ChunkBytes)
            copy.Write(image.Bytes[at..Math.Min(at + ChunkBytes, image.Bytes.Length)], at);
        copy.FlushData();
        _options.Files.FlushFolder(_options.Folder);
    }

    private void Clear(SegmentFile segment, int offset)
    {
        using var file = _options.Files.Open(segment.Path, writable: true);
        var zeros = new byte[ChunkBytes];
        for (var at = offset; at < segment.Begun.SegmentBytes; at += ChunkBytes)
            file.Write(zeros.AsSpan(0, Math.Min(ChunkBytes, segment.Begun.SegmentBytes - at)), at);
        file.FlushData();
    }
}
