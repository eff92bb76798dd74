using System.Numerics;
using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Decides what happens next to an instrument, so that its book follows the fair price, its spread the wanted
/// one, and its trades come in runs. One thread; draws from the shared randomness.
/// </summary>
internal sealed class FlowProcess(RandomSource random, int burstSpreadTicks)
{
    public const int DistanceTicksMax = 8;

    private const int SpreadChange = 8; // Chances are of 256.
    private const int ImproveWide = 176;
    private const int FollowByTrade = 96;
    private const int RetreatNarrow = 48;
    private const int Trade = 44;
    private const int Hidden = 20;
    private const int RepeatAggressor = 190;

    public FlowAction Next(ref InstrumentState state, bool inBurst)
    {
        if (random.Chance(SpreadChange)) WantSpread(ref state, inBurst);
        var spread = state.SpreadTicks;
        // Twice the way from the middle of the book to the fair price: nothing is lost to a half tick.
        var middles = (long)(state.BidTicks + state.AskTicks) << PriceProcess.FractionBits;
        var lean = (2 * state.FairQ16) - middles;
        var (towards, away) = lean >= 0 ? (Side.Buy, Side.Sell) : (Side.Sell, Side.Buy);
        if (spread > state.SpreadTicksWanted && random.Chance(ImproveWide))
            return new(FlowKind.Improve, towards);
        if (Math.Abs(lean) > 2L << PriceProcess.FractionBits)
            return random.Chance(FollowByTrade) ? TradeBy(ref state, towards) : new(FlowKind.Retreat, away);
        if (spread < state.SpreadTicksWanted && random.Chance(RetreatNarrow))
            return new(FlowKind.Retreat, away);
        return random.Chance(Trade) ? TradeBy(ref state, NextAggressor(state.LastAggressor)) : Revision();
    }

    private void WantSpread(ref InstrumentState state, bool inBurst)
    {
        var more = random.Below(inBurst ? burstSpreadTicks + 1 : 2);
        state.SpreadTicksWanted = (byte)(state.SpreadTicksBase + more);
    }

    private FlowAction TradeBy(ref InstrumentState state, Side aggressor)
    {
        state.LastAggressor = aggressor;
        return new(random.Chance(Hidden) ? FlowKind.TradeHidden : FlowKind.Trade, aggressor);
    }

    private Side NextAggressor(Side last) => random.Chance(RepeatAggressor) ? last : BookSide.Opposite(last);

    private FlowAction Revision()
    {
        var bits = random.Next();
        var halvings = BitOperations.TrailingZeroCount(bits | (1UL << (DistanceTicksMax - 1)));
        var distance = halvings + (int)(bits >> 63);
        return new(FlowKind.Revise, (bits >> 62 & 1) == 0 ? Side.Buy : Side.Sell, distance);
    }
}
