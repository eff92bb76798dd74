using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// Header and root block of TopOfBook as a packed struct, by hand: the limit of a fixed message.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct TopOfBookOverlay
{
    public const int SizeInBytes = HeaderOverlay.SizeInBytes + BlockLength;
    public const ushort BlockLength = 58;
    public const ushort TemplateId = 1;

    public HeaderOverlay Header;
    public ulong Sequence;
    public uint InstrumentId;
    public byte Flags;
    public sbyte Level;
    public long Bid;
    public long Ask;
    public uint BidSize;
    public uint AskSize;
    public long Last;
    public ulong SourceNanos;
    public uint TradeCount;
}
