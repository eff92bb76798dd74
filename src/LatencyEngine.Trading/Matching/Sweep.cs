using LatencyEngine.Domain;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// The end of all orders of a scope that were live when it was asked for. A value; the links of its place are
/// the order table's.
/// </summary>
public struct Sweep
{
    public ScopeKind Scope;
    public ulong ScopeId;

    /// <summary>None for both.</summary>
    public Side Side;

    /// <summary>None for an expiry: then only day orders end.</summary>
    public CancelReason Reason;

    /// <summary>The last order that it concerns.</summary>
    public ulong LastOrderId;

    /// <summary>Link of the order to be looked at next.</summary>
    public int Place;

    /// <summary>Somebody was told that it goes on with the next inputs.</summary>
    public bool IsTold;

    public readonly bool Covers(in Order order) =>
        order.OrderId <= LastOrderId && (Side == Side.None || order.Side == Side)
        && (Reason != CancelReason.None || order.TimeInForce == TimeInForce.Day)
        && Scope switch
        {
            ScopeKind.Engine => true,
            ScopeKind.Account => order.AccountId == ScopeId,
            ScopeKind.Strategy => order.StrategyId == ScopeId,
            ScopeKind.Instrument => order.InstrumentId == ScopeId,
            _ => false,
        };
}
