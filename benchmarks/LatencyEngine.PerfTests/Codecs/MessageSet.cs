namespace LatencyEngine.PerfTests.Codecs;

/// <summary>
/// The 64 messages of a codec contest as one codec writes them, and what it reads from them.
/// </summary>
internal sealed class MessageSet
{
    public const int Count = 64;

    /// <summary>Distance between two messages; more than the longest of them.</summary>
    public const int StrideBytes = 512;

    public byte[] Bytes { get; } = new byte[Count * StrideBytes];

    public int[] Lengths { get; } = new int[Count];

    public long TotalLength => Lengths.Sum(length => (long)length);

    /// <summary>The sum over all messages of what the codec reads.</summary>
    public long Digest { get; private set; }

    public static MessageSet Of<TCodec>()
        where TCodec : ICodec
    {
        var set = new MessageSet();
        for (var i = 0; i < Count; i++)
        {
            set.Lengths[i] = TCodec.Encode(set.Bytes.AsSpan(i * StrideBytes, StrideBytes), i);
            set.Digest += TCodec.Decode(set.Bytes.AsSpan(i * StrideBytes, set.Lengths[i]));
        }
        return set;
    }

    public string FirstDifference(MessageSet other)
    {
        var at = Bytes.AsSpan().CommonPrefixLength(other.Bytes);
        return $"message {at / StrideBytes}, byte {at % StrideBytes}";
    }
}
