using System.Runtime.CompilerServices;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Memory;

namespace LatencyEngine.Journal.Log.Reading;

/// <summary>
/// Reads the records of one segment in big blocks and checks each. The segment may be written meanwhile. One thread.
/// </summary>
/// <remarks>
/// <b>A moving end.</b> A writer copies front to back, so at any instant the segment is the truth up to some byte and
/// zeros from there. What is not valid is judged as it is after a crash: an unfinished write is the end for now,
/// anything else, if it stays so, is damage.
/// </remarks>
internal sealed unsafe class SegmentReader : IDisposable
{
    private const int BlockBytes = 1 << 20;
    private const int TailBlockBytes = 16 * 1024;

    // The writer may be interrupted in the middle of a copy, and the image is not read in one instant.
    private const int AttemptsMax = 5;

    private readonly ILogFile _file;
    private readonly SegmentFile _segment;
    private readonly NativeBuffer _buffer;
    private readonly byte* _block;
    private readonly uint _seed;
    private long _blockOffset;
    private int _filled;
    private int _at;
    private int _nextBlockBytes = BlockBytes;

    public SegmentReader(ILogFiles files, SegmentFile segment)
    {
        _segment = segment;
        _seed = segment.Begun.RecordSeed;
        _file = files.Open(segment.Path, writable: false);
        _buffer = new NativeBuffer("log reader", BlockBytes, 1);
        _block = _buffer.Address;
        NextSequence = segment.Begun.FirstSequence;
        _blockOffset = segment.Begun.RecordsOffset;
    }

    public SegmentFile Segment => _segment;

    public long NextSequence { get; private set; }

    /// <summary>Where the next record starts, in the file.</summary>
    public long Offset => _blockOffset + _at;

    /// <summary>The message of the session's head.</summary>
    public byte[] ReadHead()
    {
        var area = new byte[_segment.Begun.RecordsOffset - SegmentLayout.HeadCopyOffset];
        _ = _file.Read(area, SegmentLayout.HeadCopyOffset);
        return HeadCopy.TryRead(area, out var message)
            ? message.ToArray()
            : throw new DamagedLogException(_segment.Path, SegmentLayout.HeadCopyOffset, _segment.Begun.FirstSequence,
                "the copy of the session's head does not have its checksum");
    }

    /// <returns><c>false</c> when there is no more now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out JournalRecord record)
    {
        var size = RecordFormat.SizeIfValid(_block + _at, _filled - _at, _seed);
        if (size == 0) size = Refill();
        if (size == 0)
        {
            record = default;
            return false;
        }

        var start = _block + _at;
        if (RecordFormat.SequenceOf(start) != NextSequence) ThrowOutOfOrder(start);
        record = new JournalRecord(
            NextSequence,
            new ReadOnlySpan<byte>(start + RecordFormat.HeadBytes, RecordFormat.MessageBytesOf(start, size)));
        _at += size;
        NextSequence++;
        return true;
    }

    public void Dispose()
    {
        _file.Dispose();
        _buffer.Dispose();
    }

    /// <summary>Reads from the next record on.</summary>
    /// <returns>Its size, or 0 at the end.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Refill()
    {
        _blockOffset += _at;
        _at = 0;
        _filled = Fill(_nextBlockBytes);
        var size = RecordFormat.SizeIfValid(_block, _filled, _seed);
        if (size == 0 && _nextBlockBytes < BlockBytes && Used() > 0)
        {
            // A record that is larger than the block, perhaps.
            _filled = Fill(BlockBytes);
            size = RecordFormat.SizeIfValid(_block, _filled, _seed);
        }

        if (size == 0) return JudgeEnd();
        _nextBlockBytes = BlockBytes;
        return size;
    }

    private int Fill(int bytes)
    {
        var room = _segment.Begun.SegmentBytes - _blockOffset;
        return room <= 0 ? 0 : _file.Read(new Span<byte>(_block, (int)Math.Min(bytes, room)), _blockOffset);
    }

    private int Used() => new ReadOnlySpan<byte>(_block, _filled).LastIndexOfAnyExcept((byte)0) + 1;

    private int JudgeEnd()
    {
        _nextBlockBytes = TailBlockBytes;
        if (Used() != 0) return JudgeRemains();
        _filled = 0;
        return 0;
    }

    /// <summary>Something is there that is no record: not yet, or not any more.</summary>
    private int JudgeRemains()
    {
        using var image = new SegmentImage();
        Tail tail = default;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            image.Load(_file, _segment.Begun.SegmentBytes);
            _filled = Fill(BlockBytes);
            var size = RecordFormat.SizeIfValid(_block, _filled, _seed);
            if (size != 0) return size;
            tail = TailJudge.Judge(image, (int)_blockOffset, NextSequence, _seed);
            if (tail.Kind != TailKind.Damaged)
            {
                _filled = 0;
                return 0;
            }

            Thread.Sleep(1);
        }

        throw new DamagedLogException(_segment.Path, _blockOffset, NextSequence, tail.Reason);
    }

    private void ThrowOutOfOrder(byte* record)
    {
        var found = RecordFormat.SequenceOf(record);
        throw new DamagedLogException(_segment.Path, Offset, NextSequence,
            $"{(found < NextSequence ? "a duplicate" : "a gap")}: record {found} is there");
    }
}
