using System.Runtime.InteropServices;

namespace LatencyEngine.Host.Demo;

/// <summary>
/// What the demo's detector says: two averages of an instrument have crossed. A ring slot of 32 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct Crossing
{
    /// <summary>Position of the quote that caused it in the input ring.</summary>
    public long InputSequence;

    public long TimestampNanos;

    /// <summary>Middle of bid and ask at the crossing, in 1e-9 of the currency unit.</summary>
    public long MidPrice;

    public uint InstrumentId;

    /// <summary>+1 when the fast average rose above the slow one, -1 when it fell below.</summary>
    public int Direction;
}
