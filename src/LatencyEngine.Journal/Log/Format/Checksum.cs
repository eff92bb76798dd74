using System.Buffers.Binary;
using System.Numerics;

namespace LatencyEngine.Journal.Log.Format;

/// <summary>CRC-32C of headers, with the marks that keep it from ever being zero. Cold.</summary>
internal static class Checksum
{
    public const int Bytes = sizeof(uint);
    private const uint Marks = 0xC000_0000;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc | Marks;
    }

    /// <summary>Puts the checksum of all bytes before it into the last ones.</summary>
    public static void Close(Span<byte> block) =>
        BinaryPrimitives.WriteUInt32LittleEndian(block[^Bytes..], Of(block[..^Bytes]));

    public static bool IsClosed(ReadOnlySpan<byte> block) =>
        BinaryPrimitives.ReadUInt32LittleEndian(block[^Bytes..]) == Of(block[..^Bytes]);

    /// <summary>Whether the last bytes, which are never zero when written, were not written.</summary>
    public static bool IsUnwritten(ReadOnlySpan<byte> block) =>
        BinaryPrimitives.ReadUInt32LittleEndian(block[^Bytes..]) == 0;
}
