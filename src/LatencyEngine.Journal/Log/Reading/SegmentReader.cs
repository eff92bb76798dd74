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
    // What was read and checked is still in the second-level cache when it is used.
    private const int BlockBytes = 256 * 1024;
    private const int BufferBytes = 1 << 20;
    private const int TailBlockBytes = 16 * 1024;

    // The writer may be interrupted in the middle of a copy, and the image is not read in one instant.
    public const int AttemptsMax = 5;

    private readonly ILogFile _file;
    private readonly SegmentFile _segment;
    private readonly NativeBuffer _buffer;
    private readonly byte* _block;
    private readonly uint _seed;
    private long _blockOffset;
    private int _validBytes;
    private int _at;
    private int _nextBlockBytes = BlockBytes;

    public SegmentReader(ILogFiles files, SegmentFile segment)
    {
        _segment = segment;
        _seed = segment.Begun.RecordSeed;
        _file = files.Open(segment.Path, writable: false);
        _buffer = new NativeBuffer("log reader", Math.Min(BufferBytes, segment.Begun.SegmentBytes), 1);
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
        if (_at == _validBytes && !Refill())
        {
            record = default;
            return false;
        }

        var start = _block + _at;
        if (RecordFormat.SequenceOf(start) != NextSequence) ThrowOutOfOrder(start);
        var size = RecordFormat.ClaimedSizeOf(start);
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

    /// <summary>Reads from the next record on, and checks what it read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refill()
    {
        _blockOffset += _at;
        _at = 0;
        var used = Fill(_nextBlockBytes);
        // A record that is larger than the block, perhaps.
        if (_validBytes == 0 && used > 0 && _nextBlockBytes < BufferBytes) used = Fill(BufferBytes);
        if (_validBytes == 0 && used > 0) JudgeRemains();
        _nextBlockBytes = _validBytes == 0 ? TailBlockBytes : BlockBytes;
        return _validBytes != 0;
    }

    /// <returns>Bytes up to the last one that is not zero.</returns>
    private int Fill(int bytes)
    {
        var room = (int)Math.Min(bytes, _segment.Begun.SegmentBytes - _blockOffset);
        var filled = room <= 0 ? 0 : _file.Read(new Span<byte>(_block, room), _blockOffset);
        _validBytes = RecordChecksums.ValidBytes(_block, filled, _seed);
        return _validBytes != 0 ? filled : new ReadOnlySpan<byte>(_block, filled).LastIndexOfAnyExcept((byte)0) + 1;
    }

    /// <summary>Something is there that is no record: not yet, or not any more.</summary>
    private void JudgeRemains()
    {
        using var image = new SegmentImage();
        for (var attempt = 1; ; attempt++)
        {
            image.Load(_file, _segment.Begun.SegmentBytes);
            _ = Fill(BufferBytes);
            if (_validBytes != 0) return;
            var tail = TailJudge.Judge(image, (int)_blockOffset, NextSequence, _seed);
            if (tail.Kind != TailKind.Damaged) return;
            if (attempt == AttemptsMax)
                throw new DamagedLogException(_segment.Path, _blockOffset, NextSequence, tail.Reason);
            Thread.Sleep(1);
        }
    }

    private void ThrowOutOfOrder(byte* record)
    {
        var found = RecordFormat.SequenceOf(record);
        throw new DamagedLogException(_segment.Path, Offset, NextSequence,
            $"{(found < NextSequence ? "a duplicate" : "a gap")}: record {found} is there");
    }
}
