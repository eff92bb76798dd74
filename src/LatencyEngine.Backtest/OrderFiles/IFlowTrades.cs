namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Hears of the trades of a <see cref="TextbookBook{TTrades}"/>, while they happen.</summary>
public interface IFlowTrades
{
    /// <param name="price">The maker's, ticks.</param>
    /// <param name="isMakerFilled">The maker has nothing left and is not in the book any more.</param>
    void OnTrade(ulong takerId, ulong makerId, long price, long lots, bool isMakerFilled);
}
