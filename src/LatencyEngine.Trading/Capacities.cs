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

    // A state change, and one answer to a command, for each strategy; bars that one event has closed.
    private const int PreparedPerStrategyMax = 3;
    private const int PreparedPerEventMax = SweepStepsPerEventMax + 64;
    private const int DecisionsPerOwnerMax = 6;

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

    /// <summary>Fits what one input can make of each kind: intents, decisions, and reports of all live orders.</summary>
    public int LaneSlots { get; init; } = 32_768;

    /// <summary>The least that <see cref="LaneSlots"/> may be.</summary>
    /// <remarks>
    /// The end of the session reports every live order, and those that reach their venue with it twice. Half a lane
    /// fits the decisions of one input, because risk only waits for room when less is left.
    /// </remarks>
    public int LaneSlotsMin => Math.Max(
        Math.Max(2 * LiveOrders, 2 * DecisionsPerInputMax), 4 * Strategies * IntentsPerEventMax);

    /// <summary>
    /// When everybody loses too much at once: intents, a step of closing positions, and for every owner two limits
    /// breached, each with its state and its cancel.
    /// </summary>
    private int DecisionsPerInputMax =>
        IntentsPerInputMax(Strategies) + SweepStepsPerEventMax + ((1 + Accounts + Strategies) * DecisionsPerOwnerMax);

    /// <summary>Most that the strategy stage hands on for one input: what strategies want, and its own outputs.</summary>
    public static int IntentsPerInputMax(int strategies) =>
        (strategies * (IntentsPerEventMax + PreparedPerStrategyMax)) + PreparedPerEventMax;

    /// <summary>Checks the relations between the limits.</summary>
    public void Check()
    {
        Invariant.Check(int.IsPow2(LaneSlots));
        Invariant.Check(LaneSlots >= LaneSlotsMin);
        Invariant.Check(Accounts <= AccountIdEnd);
        Invariant.Check(LiveOrders > 0 && Positions > 0 && InstrumentIdEnd > 1 && Strategies > 0);
    }
}
