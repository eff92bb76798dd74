namespace LatencyEngine.Trading.Exchange;

/// <summary>Asks for another price or quantity of a live order. A value.</summary>
public struct ReplaceRequest
{
    public ulong OrderId;

    /// <summary>Who asks; 0 may ask for everybody.</summary>
    public uint AccountId;

    /// <summary>The order loses its place even where it could keep it.</summary>
    public bool ToBack;

    /// <summary>New limit in ticks, or <see cref="NewOrder.NoPrice"/> for the old one.</summary>
    public long Price;

    /// <summary>New trigger in ticks, or <see cref="NewOrder.NoPrice"/> for the old one.</summary>
    public long TriggerPrice;

    /// <summary>Lots that shall be open, or 0 for as many as now.</summary>
    public long Quantity;
}
