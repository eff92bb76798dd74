using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>What the market does next to one instrument. A value.</summary>
/// <param name="Side">The side of the book that changes; of trades, the aggressor.</param>
/// <param name="Distance">Of a revision, in ticks from the best.</param>
internal readonly record struct FlowAction(FlowKind Kind, Side Side, int Distance = 0);

/// <summary>The kinds of change. A model turns each into its own messages.</summary>
internal enum FlowKind : byte
{
    /// <summary>More or less is offered near the best.</summary>
    Revise,

    /// <summary>A better price is offered inside the spread.</summary>
    Improve,

    /// <summary>The best level is taken back.</summary>
    Retreat,

    /// <summary>An aggressor takes the best price.</summary>
    Trade,

    /// <summary>An aggressor meets an order that nobody saw.</summary>
    TradeHidden,
}
