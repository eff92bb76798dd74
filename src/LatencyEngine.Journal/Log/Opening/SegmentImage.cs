using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Runtime.Memory;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>The whole content of a segment in memory, for judging it. Used by one cold thread, for many segments.</summary>
internal sealed unsafe class SegmentImage : IDisposable
{
    private NativeBuffer? _buffer;
    private int _length;

    /// <summary>Of the first byte; null before the first load.</summary>
    public byte* Address => _buffer is null ? null : _buffer.Address;

    public ReadOnlySpan<byte> Bytes => new(Address, _length);

    /// <summary>Reads a file; where it is shorter than it should be the rest counts as zeros.</summary>
    public void Load(ILogFile file, int bytes)
    {
        if (_buffer is null || _buffer.SizeInBytes < bytes)
        {
            _buffer?.Dispose();
            _buffer = new NativeBuffer("segment image", bytes, 1);
        }

        _length = bytes;
        var target = new Span<byte>(Address, bytes);
        target[file.Read(target, 0)..].Clear();
    }

    public void Dispose() => _buffer?.Dispose();
}
