using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// Header and root block of SingleOrder as a packed struct, by hand: the limit of a fixed message.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = SizeInBytes)]
internal struct SingleOrderOverlay
{
    public const int SizeInBytes = HeaderOverlay.SizeInBytes + BlockLength;
    public const ushort BlockLength = 128;
    public const ushort TemplateId = 2;
    public const int LadderSteps = 4;

    public HeaderOverlay Header;
    public ulong ClientOrderId;
    public uint Account;
    public byte Side;
    public byte OrderType;
    public byte TimeInForce;
    public byte VenueKind;
    public ushort Flags;
    public ushort Gap;
    public uint Quantity;
    public int MinQuantity;
    public long LimitPrice;
    public long StopPrice;
    public ulong Symbol;
    public uint InstrumentId;
    public byte InstrumentGap;
    public byte InstrumentVenue;
    public long TickMantissa;
    public sbyte TickExponent;
    public ushort LotSize;
    public byte LotKind;
    public byte LotFlags;
    public LadderOverlay Ladder;
    public double Ratio;
    public ulong TransactNanos;
    public ushort AlgorithmId;
    public ulong Routing;

    /// <summary>The array field.</summary>
    [InlineArray(LadderSteps)]
    internal struct LadderOverlay
    {
        public int Step;
    }
}
