namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// One calendar day by the wall clocks of New York, for recordings that count from midnight. A value; any thread.
/// </summary>
/// <remarks>
/// Daylight saving is right on both sides of a change. Of the hour that comes twice in autumn the second is meant,
/// which only a market that trades at one on a Sunday morning would notice.
/// </remarks>
public readonly struct NewYorkDay
{
    private const long NanosPerTick = 100;
    private const int HoursPerDay = 24;

    private static readonly Lazy<TimeZoneInfo> Zone = new(FindZone);

    private readonly long _midnightNanos;
    private readonly long _changeNanos;
    private readonly long _shiftNanos;

    /// <exception cref="TimeZoneNotFoundException">The host has no time zone data for New York.</exception>
    public NewYorkDay(DateOnly date)
    {
        Date = date;
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        var offset = Zone.Value.GetUtcOffset(midnight);
        _midnightNanos = (midnight - offset - DateTime.UnixEpoch).Ticks * NanosPerTick;
        _changeNanos = long.MaxValue;
        for (var hour = 1; hour < HoursPerDay; hour++)
        {
            var shift = Zone.Value.GetUtcOffset(midnight.AddHours(hour)) - offset;
            if (shift == TimeSpan.Zero) continue;
            _changeNanos = hour * TimeSpan.TicksPerHour * NanosPerTick;
            _shiftNanos = shift.Ticks * NanosPerTick;
            break;
        }
    }

    public DateOnly Date { get; }

    /// <summary>UTC nanoseconds since the Unix epoch of a moment by the wall clock.</summary>
    /// <param name="sinceMidnightNanos">What the wall clock shows, in nanoseconds.</param>
    public long ToUtcNanos(long sinceMidnightNanos) =>
        _midnightNanos + sinceMidnightNanos - (sinceMidnightNanos >= _changeNanos ? _shiftNanos : 0);

    private static TimeZoneInfo FindZone()
    {
        // Windows without ICU knows its own name only.
        if (TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone)) return zone;
        if (TimeZoneInfo.TryFindSystemTimeZoneById("Eastern Standard Time", out zone)) return zone;
        throw new TimeZoneNotFoundException(
            "This host has no time zone 'America/New_York', in which the recording counts its time: "
            + "install the package tzdata.");
    }
}
