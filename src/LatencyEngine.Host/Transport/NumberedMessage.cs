using System.Buffers.Binary;

namespace LatencyEngine.Host.Transport;

/// <summary>A message that tells its own number, length and bytes, so that whoever receives it can check all of it. Pure.</summary>
internal static class NumberedMessage
{
    /// <summary>Number and length.</summary>
    public const int BytesMin = 12;

    private const long Spread = 2_654_435_761;

    public static int LengthOf(long number, int bytesMax) =>
        BytesMin + (int)((ulong)(number * Spread) % (ulong)(bytesMax - BytesMin + 1));

    public static void Write(long number, Span<byte> message)
    {
        BinaryPrimitives.WriteInt64LittleEndian(message, number);
        BinaryPrimitives.WriteInt32LittleEndian(message[sizeof(long)..], message.Length);
        for (var i = BytesMin; i < message.Length; i++) message[i] = ByteAt(number, i);
    }

    /// <returns><c>null</c> when all is well; else what is wrong.</returns>
    public static string? Check(ReadOnlySpan<byte> message, long number, int bytesMax)
    {
        if (message.Length < BytesMin) return $"{message.Length} bytes";
        var found = BinaryPrimitives.ReadInt64LittleEndian(message);
        if (found != number) return $"number {found}";
        if (message.Length != LengthOf(number, bytesMax)) return $"{message.Length} bytes, not {LengthOf(number, bytesMax)}";
        for (var i = BytesMin; i < message.Length; i++)
            if (message[i] != ByteAt(number, i)) return $"byte {i} is {message[i]}, not {ByteAt(number, i)}";
        return null;
    }

    private static byte ByteAt(long number, int index) => (byte)((number * 31) + (index * 7) + ((index >> 8) * 13));
}
