namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// The best level of one side. One thread; owned by its instrument.
/// </summary>
/// <remarks>
/// Prices are keys: ticks for bids, minus ticks for asks. A greater key is a better price on either side, so that one
/// piece of code serves both.
/// </remarks>
internal struct BookSide
{
    public int Key;
    public int Lots;
}
