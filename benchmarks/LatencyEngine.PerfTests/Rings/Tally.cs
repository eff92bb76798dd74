using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Where a handler shows its sum. Written by the handler's thread once per batch, read by the main thread after the run. Alone on
/// its cache lines: it must not take a line from the producer that it is measured against.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 3 * PairBytes)]
internal sealed class Tally
{
    private const int PairBytes = 128;

    [FieldOffset(PairBytes)]
    private long _sum;

    [FieldOffset(PairBytes + sizeof(long))]
    private long _sumBefore;

    /// <summary>Over all runs.</summary>
    public long Sum
    {
        get => _sum;
        set => _sum = value;
    }

    /// <summary>
    /// What the sum grew by since the last call: the answer of the run that has just ended.
    /// </summary>
    public long TakeGrowth()
    {
        var growth = unchecked(Sum - _sumBefore);
        _sumBefore = Sum;
        return growth;
    }
}
