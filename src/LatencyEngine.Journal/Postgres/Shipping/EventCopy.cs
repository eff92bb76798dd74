using System.Buffers.Binary;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// The rows of one transaction on their way into the server: gathered in a buffer, and sent through a binary COPY that is
/// begun when the first buffer is full. One thread; used again for every transaction.
/// </summary>
internal sealed class EventCopy
{
    /// <summary>Sent at once; larger writes bypass Npgsql's own buffer, and cost a message each.</summary>
    private const int ChunkBytes = 128 * 1024;

    private const int Slack = 16 * 1024;
    private const short Trailer = -1;

    private byte[] _buffer = new byte[ChunkBytes + Slack];
    private int _end;
    private NpgsqlRawCopyStream? _stream;

    /// <summary>The signature, no flags, no extension.</summary>
    private static ReadOnlySpan<byte> Header =>
        [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    public ref byte[] Buffer => ref _buffer;

    public bool IsFull => _end >= ChunkBytes;

    public int End
    {
        get => _end;
        set => _end = value;
    }

    /// <summary>Forgets what was gathered; the header of the next COPY is in the buffer.</summary>
    public void Reset()
    {
        _stream = null;
        Header.CopyTo(_buffer);
        _end = Header.Length;
    }

    public async Task SendAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        _stream ??= await connection.BeginRawBinaryCopyAsync(statement, cancellation).ConfigureAwait(false);
        await _stream.WriteAsync(_buffer.AsMemory(0, _end), cancellation).ConfigureAwait(false);
        _end = 0;
    }

    /// <summary>Sends the rest, and waits until the server has taken every row.</summary>
    public async Task CompleteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), Trailer);
        _end += sizeof(short);
        await SendAsync(connection, statement, cancellation).ConfigureAwait(false);
        await _stream!.DisposeAsync().ConfigureAwait(false);
        _stream = null;
    }

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _end < length) Array.Resize(ref _buffer, _buffer.Length + Slack);
        return _buffer.AsSpan(_end);
    }
}
