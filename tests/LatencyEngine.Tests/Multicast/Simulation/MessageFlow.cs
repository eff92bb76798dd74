using System.Buffers.Binary;
using LatencyEngine.Multicast.Publishing;

namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>
/// Messages whose whole content follows from their number: eight bytes of number, then a pattern. What offers them, and
/// what tells whether one is as it should be.
/// </summary>
internal sealed class MessageFlow(Func<int, int> lengthOf)
{
    public const int LengthMin = 8;
    private const int PatternBytes = 1 << 21;

    private static readonly byte[] Pattern = MakePattern();
    private byte[] _buffer = new byte[4_096];

    /// <summary>Number of the message that comes next.</summary>
    public int Next { get; private set; }

    /// <summary>Short ones, with some that need fragments.</summary>
    public static MessageFlow Mixed() => new(number => LengthMin + (number % 7 == 3 ? number * 37 % 6_000 : number * 13 % 300));

    public static MessageFlow Small() => new(number => LengthMin + (number * 13 % 100));

    /// <summary>Offers messages until one is refused or there are enough.</summary>
    public long OfferUpTo(Publication publication, int count)
    {
        var result = 0L;
        while (Next < count)
        {
            result = publication.Offer(Compose(Next), reservedValue: Next);
            if (result < 0) return result;
            Next++;
        }
        return result;
    }

    /// <summary>Offers one.</summary>
    public long Offer(Publication publication)
    {
        var result = publication.Offer(Compose(Next), reservedValue: Next);
        if (result >= 0) Next++;
        return result;
    }

    public ReadOnlySpan<byte> Compose(int number)
    {
        var length = lengthOf(number);
        if (_buffer.Length < length) _buffer = new byte[length];
        BinaryPrimitives.WriteInt64LittleEndian(_buffer, number);
        PatternOf(number, length).CopyTo(_buffer.AsSpan(LengthMin));
        return _buffer.AsSpan(0, length);
    }

    /// <summary>The number of a message, all of which is as it should be.</summary>
    public int Check(ReadOnlySpan<byte> message)
    {
        Assert.True(message.Length >= LengthMin, $"A message of {message.Length} bytes was never sent.");
        var number = (int)BinaryPrimitives.ReadInt64LittleEndian(message);
        Assert.Equal(lengthOf(number), message.Length);
        Assert.True(message[LengthMin..].SequenceEqual(PatternOf(number, message.Length)), $"Message {number} is damaged.");
        return number;
    }

    private static ReadOnlySpan<byte> PatternOf(int number, int length) =>
        Pattern.AsSpan((int)((uint)number * 7_919 % (PatternBytes / 2)), length - LengthMin);

    private static byte[] MakePattern()
    {
        var pattern = new byte[PatternBytes];
        new Random(42).NextBytes(pattern);
        return pattern;
    }
}
