using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>A book of the simple twin; its orders are those of the exchange that name it.</summary>
internal sealed class SimpleBook(uint bookId, BookRules rules)
{
    public uint Id { get; } = bookId;

    public BookRules Rules { get; } = rules;

    public TradingPhase Phase { get; set; } = rules.FirstPhase;

    public long Last { get; set; } = rules.LastPrice;

    public long? AuctionEndNanos { get; set; }

    public AuctionPrice Indicated { get; set; } = new(NewOrder.NoPrice, 0, 0);

    public Dictionary<uint, long> Positions { get; } = [];

    public bool IsContinuous => Phase == TradingPhase.Continuous;

    public bool IsAuction =>
        Phase is TradingPhase.OpeningAuction or TradingPhase.IntradayAuction or TradingPhase.ClosingAuction;

    public bool TakesOrders => Phase is not (TradingPhase.Halted or TradingPhase.Closed);

    public bool IsOutsideBand(long price) => price != NewOrder.NoPrice && (price < Rules.PriceMin || price > Rules.PriceMax);

    /// <summary>Lots that the order may trade without increasing its owner's position.</summary>
    public long Reducible(SimpleOrder order)
    {
        var position = Positions.GetValueOrDefault(order.Asked.AccountId);
        return Math.Max(0, order.IsBuy ? -position : position);
    }
}
