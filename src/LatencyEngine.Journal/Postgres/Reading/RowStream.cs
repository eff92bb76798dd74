using System.Buffers.Binary;
using System.Numerics;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>
/// Rows as the server's binary COPY sends them, decoded in place: allocates nothing for a row, unless it is larger than any
/// before. One thread; owns the COPY.
/// </summary>
internal sealed class RowStream : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Signature, flags, and the length of an extension that has no bytes.</summary>
    private const int HeaderBytes = 19;

    private const int RowBytesMax = 1 << 30;
    private const short Trailer = -1;

    private readonly NpgsqlRawCopyStream _stream;
    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    public RowStream(NpgsqlConnection connection, string query)
    {
        _stream = connection.BeginRawBinaryCopy($"copy ({query}) to stdout (format binary)");
        Require(HeaderBytes);
        _start = HeaderBytes;
    }

    /// <summary>Ends an unfinished COPY at the server too.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end.</returns>
    public bool TryNext(int columns)
    {
        Require(sizeof(short));
        var count = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_start));
        _start += sizeof(short);
        if (count == Trailer) return false;
        if (count != columns) throw new JournalException($"the server sends rows of {count} columns; expected {columns}");
        return true;
    }

    /// <summary>The next column of the row: valid until the next call; false, and empty, for null.</summary>
    public bool TryColumn(out ReadOnlySpan<byte> value)
    {
        Require(sizeof(int));
        var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_start));
        _start += sizeof(int);
        value = default;
        if (length < 0) return false;
        if (length > RowBytesMax) throw new JournalException($"the server sends a column of {length} bytes");
        Require(length);
        value = _buffer.AsSpan(_start, length);
        _start += length;
        return true;
    }

    public long Int64Column()
    {
        if (!TryColumn(out var value) || value.Length != sizeof(long))
            throw new JournalException($"the server sends {value.Length} bytes for a number of {sizeof(long)}");
        return BinaryPrimitives.ReadInt64BigEndian(value);
    }

    private void Require(int bytes)
    {
        if (_end - _start < bytes) Refill(bytes);
    }

    private void Refill(int bytes)
    {
        var rest = _buffer.AsSpan(_start.._end);
        if (bytes > _buffer.Length) Array.Resize(ref _buffer, (int)BitOperations.RoundUpToPowerOf2((uint)bytes));
        rest.CopyTo(_buffer);
        (_start, _end) = (0, rest.Length);
        while (_end < bytes)
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0) throw new JournalException("the server's rows end in the middle of one");
            _end += read;
        }
    }
}
