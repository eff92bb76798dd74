using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>What the matching core and its simple twin have in common: commands, what they say, and what can be asked.</summary>
public interface IExchange
{
    /// <summary>What the last command said.</summary>
    IReadOnlyList<MatchEvent> Said { get; }

    int LiveOrders { get; }

    void Open(uint bookId, BookRules rules);

    void SetOwnerGroup(uint accountId, uint ownerGroup);

    void SetPosition(uint bookId, uint accountId, long lots);

    void Submit(in NewOrder order, long nowNanos);

    void Cancel(ulong orderId, uint accountId, long nowNanos);

    void Reduce(ulong orderId, uint accountId, long lots, long nowNanos);

    void Replace(in ReplaceRequest request, long nowNanos);

    void MassCancel(in MassCancelRequest request, long nowNanos);

    void SetPhase(uint bookId, TradingPhase phase, long nowNanos);

    void Advance(long nowNanos);

    TradingPhase PhaseOf(uint bookId);

    long LastPriceOf(uint bookId);

    long PositionOf(uint bookId, uint accountId);

    /// <summary>Displayed levels, best first.</summary>
    IReadOnlyList<DepthLevel> Depth(uint bookId, Side side);

    /// <summary>All orders at rest on a side in the order in which they trade.</summary>
    IReadOnlyList<OrderView> Resting(uint bookId, Side side);

    /// <summary>All others by arrival.</summary>
    IReadOnlyList<OrderView> Others(uint bookId);

    AuctionPrice AuctionPriceOf(uint bookId);
}
