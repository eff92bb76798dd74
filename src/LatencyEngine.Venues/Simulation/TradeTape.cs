using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>Numbers and tells the trades of the venue. One thread; owns the numbering.</summary>
internal sealed class TradeTape(EventBatch events)
{
    private ulong _lastTradeId;

    public void Print(in InstrumentState state, Side aggressor, long price, int lots) =>
        events.Trade(state, aggressor, price, lots, ++_lastTradeId);

    /// <summary>
    /// A hidden order waits in the middle of the spread, or on its own side's best where there is no room.
    /// </summary>
    public static long HiddenPriceOf(in InstrumentState state, Side aggressor) =>
        state.TickSize * ((state.BidTicks + state.AskTicks + (aggressor == Side.Buy ? 1 : 0)) / 2);
}
