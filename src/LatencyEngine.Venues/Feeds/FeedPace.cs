using System.Globalization;

namespace LatencyEngine.Venues.Feeds;

/// <summary>How fast a recording is told: as fast as possible, or a multiple of real time. A value.</summary>
public readonly record struct FeedPace
{
    private const long Thousand = 1_000;
    private const decimal FactorMax = 1_000_000;

    private readonly long _thousandths;

    private FeedPace(long thousandths) => _thousandths = thousandths;

    /// <summary>The default value.</summary>
    public static FeedPace AsFastAsPossible => default;

    public static FeedPace RealTime => new(Thousand);

    public bool IsPaced => _thousandths > 0;

    /// <summary>So many times as fast as it was recorded, to three decimals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0.001 to 1,000,000.</exception>
    public static FeedPace Times(decimal factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1m / Thousand);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, FactorMax);
        return new FeedPace((long)(factor * Thousand));
    }

    /// <summary>How long after the start an event is due.</summary>
    /// <param name="recordedNanos">Since the first event, by the recording.</param>
    public long DueNanos(long recordedNanos) =>
        IsPaced ? (long)Int128.Min((Int128)recordedNanos * Thousand / _thousandths, long.MaxValue) : 0;

    public override string ToString() =>
        IsPaced
            ? string.Create(CultureInfo.InvariantCulture, $"{(decimal)_thousandths / Thousand:0.###} times real time")
            : "as fast as possible";
}
