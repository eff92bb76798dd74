using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// The best level of one side. One thread; owned by its instrument.
/// </summary>
/// <remarks>
/// Prices are keys: ticks for bids, minus ticks for asks. A greater key is a better price on either side, so
/// that one piece of code serves both.
/// </remarks>
internal struct BookSide
{
    public int Key;
    public int Lots;

    public readonly bool DiffersFrom(in BookSide other) => Key != other.Key || Lots != other.Lots;

    public static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>0 for bids, 1 for asks: a place in tables by side.</summary>
    public static int IndexOf(Side side) => side == Side.Buy ? 0 : 1;
}
