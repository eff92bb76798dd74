namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// What a spinning thread found missing between its clock readings. A value; written by the thread that
/// spins.
/// </summary>
/// <remarks>
/// <b>Cost.</b> Adding a gap is a compare on the common path, so that the meter measures the host and not
/// itself.
/// </remarks>
public struct HiccupCounts
{
    /// <summary>
    /// A gap above this is a hiccup: well above any clock of the supported systems, well below a context
    /// switch.
    /// </summary>
    public const long HiccupNanos = 1_000;

    private const long Above20Micros = 20_000;
    private const long Above100Micros = 100_000;
    private const long Above1Milli = 1_000_000;

    /// <summary>The time observed, hiccups included.</summary>
    public long ElapsedNanos { get; private set; }

    /// <summary>How often the clock was read.</summary>
    public long ReadingCount { get; private set; }

    public long GapsAbove1MicroCount { get; private set; }

    public long GapsAbove20MicrosCount { get; private set; }

    public long GapsAbove100MicrosCount { get; private set; }

    public long GapsAbove1MilliCount { get; private set; }

    /// <summary>The sum of all hiccups.</summary>
    public long LostNanos { get; private set; }

    /// <summary>The longest gap, hiccup or not.</summary>
    public long LongestNanos { get; private set; }

    /// <summary>
    /// The share of the observed time in which the thread could not have handled an event: 0 to 1.
    /// </summary>
    public readonly double LostShare => ElapsedNanos == 0 ? 0 : (double)LostNanos / ElapsedNanos;

    /// <summary>Adds the time between two successive readings.</summary>
    public void Add(long gapNanos)
    {
        ReadingCount++;
        ElapsedNanos += gapNanos;
        if (gapNanos > LongestNanos) LongestNanos = gapNanos;
        if (gapNanos > HiccupNanos) AddHiccup(gapNanos);
    }

    private void AddHiccup(long gapNanos)
    {
        LostNanos += gapNanos;
        GapsAbove1MicroCount++;
        if (gapNanos > Above20Micros) GapsAbove20MicrosCount++;
        if (gapNanos > Above100Micros) GapsAbove100MicrosCount++;
        if (gapNanos > Above1Milli) GapsAbove1MilliCount++;
    }
}
