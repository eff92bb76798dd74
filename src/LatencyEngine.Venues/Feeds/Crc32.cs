using System.Runtime.InteropServices;

namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// The check sum of zip archives (polynomial 0x04C11DB7, reflected), eight bytes at a time. A value; any thread.
/// </summary>
internal struct Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Lanes = 8;
    private const int LaneSize = 256;

    // Table k carries a byte over k further bytes.
    private static readonly uint[] Tables = MakeTables();

    private uint _inverted;

    public readonly uint Value => _inverted;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        var tables = Tables;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = Step(tables, (BitConverter.IsLittleEndian ? word : Swap(word)) ^ crc);
        foreach (var value in bytes[(words.Length * Lanes)..])
            crc = tables[(byte)(crc ^ value)] ^ (crc >> 8);
        _inverted = ~crc;
    }

    private static uint Step(uint[] tables, ulong word) =>
        tables[(7 * LaneSize) + (byte)word]
        ^ tables[(6 * LaneSize) + (byte)(word >> 8)]
        ^ tables[(5 * LaneSize) + (byte)(word >> 16)]
        ^ tables[(4 * LaneSize) + (byte)(word >> 24)]
        ^ tables[(3 * LaneSize) + (byte)(word >> 32)]
        ^ tables[(2 * LaneSize) + (byte)(word >> 40)]
        ^ tables[LaneSize + (byte)(word >> 48)]
        ^ tables[(byte)(word >> 56)];

    private static ulong Swap(ulong word) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);

    private static uint[] MakeTables()
    {
        var tables = new uint[Lanes * LaneSize];
        for (var i = 0u; i < LaneSize; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            tables[i] = crc;
        }

        for (var i = LaneSize; i < tables.Length; i++)
            tables[i] = tables[(byte)tables[i - LaneSize]] ^ (tables[i - LaneSize] >> 8);
        return tables;
    }
}
