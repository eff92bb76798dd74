using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading;

/// <summary>
/// How much of everything a session may have: all memory of the pipeline follows from it and is taken at start-up. At
/// each limit there is an answer, never a silent drop. Cold, immutable.
/// </summary>
[ColdPath("sizes are set at start-up")]
public sealed record Capacities
{
    /// <summary>Most intents that one strategy may have in one event; beyond, it is quarantined.</summary>
    public const int IntentsPerEventMax = 32;

    /// <summary>Most steps of a sweep over orders or positions in one event; the rest follows with the next ones.</summary>
    public const int SweepStepsPerEventMax = 64;

    /// <summary>Account ids are below this: a position's key has 16 bits for them.</summary>
    public const int AccountIdEnd = 1 << 16;

    /// <summary>Instrument ids are below this.</summary>
    public int InstrumentIdEnd { get; init; } = 16_384;

    public int Accounts { get; init; } = 256;

    public int Positions { get; init; } = 65_536;

    /// <summary>Live orders of the session together.</summary>
    public int LiveOrders { get; init; } = 16_384;

    /// <summary>Client order ids remembered, to refuse a second use; beyond, the oldest is forgotten.</summary>
    public int ClientOrderIds { get; init; } = 65_536;

    public int Strategies { get; init; } = 64;

    /// <summary>Timers of all strategies that are set at one time.</summary>
    public int Timers { get; init; } = 65_536;

    public int RiskLimits { get; init; } = 65_536;

    /// <summary>Price levels kept on each side of a book of levels; the farthest is dropped with an alert.</summary>
    public int BookLevelsPerSide { get; init; } = 2_048;

    /// <summary>Orders of the market, in all books of orders together.</summary>
    public int MarketOrders { get; init; } = 262_144;

    public int Currencies { get; init; } = 32;

    public int FeeSchedules { get; init; } = 256;

    /// <summary>Fits the largest sweep, the most intents of all strategies, and their answers.</summary>
    public int LaneSlots { get; init; } = 32_768;

    /// <summary>Checks the relations between the limits.</summary>
    public void Check()
    {
        Invariant.Check(int.IsPow2(LaneSlots));
        Invariant.Check(LaneSlots >= 4 * Strategies * IntentsPerEventMax);
        Invariant.Check(Accounts <= AccountIdEnd);
        Invariant.Check(LiveOrders > 0 && Positions > 0 && InstrumentIdEnd > 1 && Strategies > 0);
    }
}
