namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Everything that a simulated market depends on: equal options give equal events, on every host. Immutable.
/// </summary>
public sealed record SimulationOptions
{
    public const int InstrumentCountMax = 16_384;
    public const long EventsPerSecondMax = 1_000_000_000;
    public const int VolatilityMilliTicksMax = 2_000;
    public const int BurstIntensityMax = 64;

    /// <summary>An instrument's price begins at least this many ticks above zero: it may halve.</summary>
    public const long StartTicksMin = 100;

    /// <summary>Twice of it is still a 32-bit number: a price may double.</summary>
    public const long StartTicksMax = 500_000_000;

    /// <summary>In 1e-9 of the currency unit. Twice of it is still a 64-bit number.</summary>
    public const long StartPriceLimit = 1_000_000_000_000_000_000;

    private const long StartNanosMax = 4_000_000_000_000_000_000; // In the year 2096.

    /// <summary>Chooses one of the possible markets.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>1 to <see cref="InstrumentCountMax"/>.</summary>
    public int InstrumentCount { get; init; } = 64;

    /// <summary>
    /// Events to tell; the message that reaches the count is told to its end, and <c>FeedStatus</c> Ended
    /// follows. 0: without end.
    /// </summary>
    public long EventCount { get; init; }

    /// <summary>UTC nanoseconds since the Unix epoch of the first event.</summary>
    public long StartNanos { get; init; } = 1_767_225_600_000_000_000; // 2026-01-01T00:00:00Z.

    /// <summary>
    /// Of simulated time, the mean over calm and bursts; snapshots come on top and take no time.
    /// </summary>
    public long EventsPerSecond { get; init; } = 200_000;

    /// <summary>Share of instruments whose market is told by orders. The three shares make 100.</summary>
    public int OrderByOrderPercent { get; init; } = 20;

    /// <summary>Share of instruments whose market is told by levels.</summary>
    public int DepthPercent { get; init; } = 30;

    /// <summary>Share of instruments whose market is told by quotes.</summary>
    public int TopOfBookPercent { get; init; } = 50;

    /// <summary>
    /// In 1e-9 of the currency unit. Instruments have this, the greatest, or a 1, 2 or 5 in between.
    /// </summary>
    public long TickSizeMin { get; init; } = 10_000_000;

    public long TickSizeMax { get; init; } = 10_000_000;

    /// <summary>In 1e-9 of the currency unit; cheaper instruments are more frequent.</summary>
    public long StartPriceMin { get; init; } = 10_000_000_000;

    public long StartPriceMax { get; init; } = 500_000_000_000;

    /// <summary>
    /// Mean over instruments of how far a message moves the fair price, as a standard deviation in calm, in
    /// thousandths of a tick.
    /// </summary>
    public int VolatilityMilliTicks { get; init; } = 150;

    /// <summary>
    /// How many times more messages come in a burst; 1: no bursts. Volatility and spreads widen with it.
    /// </summary>
    public int BurstIntensity { get; init; } = 8;

    /// <summary>How many of a million messages are the last ones before others are lost.</summary>
    public int GapsPerMillion { get; init; } = 2;

    public ushort FeedId { get; init; } = 1;

    public ushort VenueId { get; init; } = 1;

    /// <summary>Refuses what no market can be made of.</summary>
    /// <exception cref="ArgumentException">Its parameter is the option's name.</exception>
    public void Validate()
    {
        Within(InstrumentCount, 1, InstrumentCountMax, nameof(InstrumentCount));
        Within(EventCount, 0, long.MaxValue, nameof(EventCount));
        Within(StartNanos, 0, StartNanosMax, nameof(StartNanos));
        Within(EventsPerSecond, 1, EventsPerSecondMax, nameof(EventsPerSecond));
        Within(VolatilityMilliTicks, 0, VolatilityMilliTicksMax, nameof(VolatilityMilliTicks));
        Within(BurstIntensity, 1, BurstIntensityMax, nameof(BurstIntensity));
        Within(GapsPerMillion, 0, 1_000_000, nameof(GapsPerMillion));
        Within(VenueId, 1, ushort.MaxValue, nameof(VenueId));
        Within(FeedId, 1, ushort.MaxValue, nameof(FeedId));
        ValidateShares();
        ValidatePrices();
    }

    private void ValidateShares()
    {
        Within(OrderByOrderPercent, 0, 100, nameof(OrderByOrderPercent));
        Within(DepthPercent, 0, 100, nameof(DepthPercent));
        Within(TopOfBookPercent, 0, 100, nameof(TopOfBookPercent));
        var sum = OrderByOrderPercent + DepthPercent + TopOfBookPercent;
        if (sum != 100)
            throw new ArgumentException(
                $"{nameof(OrderByOrderPercent)}, {nameof(DepthPercent)} and {nameof(TopOfBookPercent)} "
                + $"must make 100, not {sum}.",
                nameof(TopOfBookPercent));
    }

    private void ValidatePrices()
    {
        Within(TickSizeMin, 1, StartPriceLimit / StartTicksMin, nameof(TickSizeMin));
        Within(TickSizeMax, TickSizeMin, StartPriceLimit / StartTicksMin, nameof(TickSizeMax));
        Within(StartPriceMin, TickSizeMax * StartTicksMin, StartPriceLimit, nameof(StartPriceMin));
        var greatest = (long)Int128.Min(StartPriceLimit, (Int128)TickSizeMin * StartTicksMax);
        Within(StartPriceMax, StartPriceMin, greatest, nameof(StartPriceMax));
    }

    private static void Within(long value, long least, long greatest, string name)
    {
        if (value < least || value > greatest)
            throw new ArgumentOutOfRangeException(name, value, $"Expected {name} from {least} to {greatest}.");
    }
}
