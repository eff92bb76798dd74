using System.Diagnostics;
using System.Runtime.CompilerServices;
using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Runtime.Memory;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// Gathers framed records, puts in their checksums and writes them, many at a time, to the segment that is active. Owned by the writing
/// thread; allocates nothing but at a new segment.
/// </summary>
internal sealed unsafe class SegmentWriter : IDisposable
{
    // Small enough for the second-level cache, from which the kernel copies; large enough that a call costs nothing.
    private const int WriteBytes = 256 * 1024;
    private const int CapacityBytes = RecordFormat.MessageBytesMax + 64 + RecordFormat.SlackBytes;

    private readonly NativeBuffer _buffer;
    private readonly byte* _address;
    private readonly SafeWrites _writes;
    private ActiveSegment? _segment;
    private int _staged;
    private int _stagedMax;

    /// <param name="segmentBytes">No segment is larger, and so no record.</param>
    public SegmentWriter(SafeWrites writes, int segmentBytes)
    {
        _writes = writes;
        _buffer = new NativeBuffer("log staging", Math.Min(CapacityBytes, segmentBytes + RecordFormat.SlackBytes), 1);
        _address = _buffer.Address;
    }

    public ActiveSegment? Segment => _segment;

    /// <summary>Whether something was written that was not flushed.</summary>
    public bool NeedsFlush { get; private set; }

    /// <summary>Goes on in this segment; the one before is the caller's.</summary>
    public void Use(ActiveSegment segment)
    {
        Debug.Assert(_staged == 0, "staged records belong to the segment before");
        _segment = segment;
        _stagedMax = Math.Min(WriteBytes, segment.Room);
    }

    /// <summary>Goes on in a segment of an earlier writer; into one whose session has ended nothing is added.</summary>
    public void Resume(ActiveSegment segment, bool isOpen)
    {
        Use(segment);
        if (!isOpen) _stagedMax = 0;
    }

    /// <summary>Whether the active segment has room for a record behind those that are staged.</summary>
    public bool HasRoom(int size) => _segment is not null && _segment.Room - _staged >= size;

    /// <returns>Where to encode a record of this size; <c>null</c> when the caller has to make room first.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* TryReserve(int size) => _staged + size <= _stagedMax ? _address + _staged : null;

    /// <summary>Where to encode a record for which there is room in the segment: writes what is staged.</summary>
    public byte* ReserveAfterWrite()
    {
        Write();
        return _address;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int size) => _staged += size;

    /// <summary>Hands everything staged to the operating system.</summary>
    public void Write()
    {
        if (_staged == 0) return;
        var segment = _segment!;
        RecordChecksums.Write(_address, _staged, segment.Seed);
        _writes.Write(segment.File, new ReadOnlySpan<byte>(_address, _staged), segment.Position);
        segment.Position += _staged;
        _staged = 0;
        _stagedMax = Math.Min(WriteBytes, segment.Room);
        NeedsFlush = true;
    }

    /// <summary>Makes everything written survive a loss of power.</summary>
    public void Flush()
    {
        if (!NeedsFlush) return;
        _writes.Flush(_segment!.File);
        NeedsFlush = false;
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _buffer.Dispose();
    }
}
