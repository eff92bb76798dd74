using System.Buffers.Text;
using System.Security.Cryptography;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>
/// The canonical report of a flash1 run: a line of numbers for each answer and trade, and the SHA-256 of them all. One
/// thread; owns a buffer of lines that are not hashed yet.
/// </summary>
/// <remarks>
/// <para><b>Lines</b> begin with their type and the sequence of the row, and are ordered by both; trades of one row stand in
/// their order. Between lines is a line feed, after the last one nothing. Sides are 0 to buy and 1 to sell.</para>
/// <para><b>Types.</b> 0 accepted, 1 traded, 2 canceled (by its owner, or the rest of an immediate order), 3 modified, 4 nothing to
/// cancel, 5 nothing to modify. A cancel tells the price at which the order rested.</para>
/// </remarks>
internal sealed class Flash1Report : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const int LineBytesMax = 6 * 21;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly long[] _counts = new long[6];
    private int _length;
    private bool _hasLines;

    /// <summary>Lines of a type.</summary>
    public long CountOf(int type) => _counts[type];

    public void SayAccepted(long sequence, in MatchEvent said) =>
        Write(0, sequence, SideOf(in said), IdOf(in said), said.Price, said.Quantity);

    public void SayTraded(long sequence, in MatchEvent said) =>
        Write(1, sequence, said.Price, said.Quantity, (long)FileOrderId.FromCore(said.MakerOrderId), IdOf(in said));

    /// <param name="price">The limit of the order, which the core does not repeat.</param>
    public void SayCanceled(long sequence, long price, in MatchEvent said) =>
        Write(2, sequence, SideOf(in said), IdOf(in said), price);

    public void SayModified(long sequence, in MatchEvent said) =>
        Write(3, sequence, SideOf(in said), IdOf(in said), said.Price, said.Leaves);

    public void SayNothingToCancel(long sequence, ulong fileId) => Write(4, sequence, (long)fileId);

    public void SayNothingToModify(long sequence, ulong fileId) => Write(5, sequence, (long)fileId);

    /// <summary>Of all lines until now, in lower-case digits; more may follow.</summary>
    public string Sha256()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public void Dispose() => _hash.Dispose();

    private static long SideOf(in MatchEvent said) => said.Side == Side.Sell ? 1 : 0;

    private static long IdOf(in MatchEvent said) => (long)FileOrderId.FromCore(said.OrderId);

    private void Write(int type, long sequence, params ReadOnlySpan<long> cells)
    {
        if (_buffer.Length - _length < LineBytesMax) Flush();
        if (_hasLines) _buffer[_length++] = (byte)'\n';
        _hasLines = true;
        _counts[type]++;
        Write(type);
        WriteNext(sequence);
        foreach (var cell in cells) WriteNext(cell);
    }

    private void WriteNext(long number)
    {
        _buffer[_length++] = (byte)',';
        Write(number);
    }

    private void Write(long number)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _length = 0;
    }
}
