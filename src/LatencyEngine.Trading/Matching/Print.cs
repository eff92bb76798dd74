using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Matching;

/// <summary>What a print says about the queue at its price.</summary>
public enum PrintKind : byte
{
    None,

    /// <summary>A trade next to quotes or levels: it used up the front of the queue.</summary>
    Trade,

    /// <summary>A known order of the market traded: everything older at the price had traded before.</summary>
    KnownOrder,

    /// <summary>An order that is not known traded: it was older than all known ones.</summary>
    AnonymousOrder,

    /// <summary>A hidden order traded: behind everything displayed.</summary>
    HiddenOrder,
}

/// <summary>A quantity that changed hands. A value.</summary>
/// <param name="Maker">The side that rested; None where nobody says.</param>
/// <param name="Arrival">Of the known order.</param>
public readonly record struct Print(PrintKind Kind, Side Maker, long Price, long Lots, ulong Arrival);
