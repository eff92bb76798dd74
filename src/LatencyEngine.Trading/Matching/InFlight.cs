namespace LatencyEngine.Trading.Matching;

/// <summary>What is on its way to the venue.</summary>
public enum InFlightKind : byte
{
    None,
    Submit,
    Cancel,
    Replace,
}

/// <summary>A command between the decision and the venue. A value in the queue of what is in flight.</summary>
public struct InFlight
{
    public InFlightKind Kind;
    public ushort StrategyId;
    public uint AccountId;
    public uint ActorId;
    public uint InstrumentId;
    public ulong OrderId;
    public ulong ClientOrderId;

    /// <summary>Of a replacement: in 1e-9, or null to keep the price.</summary>
    public long Price;

    /// <summary>Of a replacement: new total in lots.</summary>
    public long Quantity;

    /// <summary>Of a replacement: money for what was left of it when it was decided.</summary>
    public long Hold;

    /// <summary>Of a replacement: lots by which it makes the order larger, which count as open meanwhile.</summary>
    public long ReservedLots;

    /// <summary>Of a replacement: what was left of it when it was decided, in lots.</summary>
    public long HeldLots;
}
