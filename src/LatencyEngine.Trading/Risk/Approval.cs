using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>An order or replacement approved in the input in hand.</summary>
public readonly record struct Approval(
    uint AccountId, uint InstrumentId, Side Side, OrderType Type, long Price, bool IsNew);
