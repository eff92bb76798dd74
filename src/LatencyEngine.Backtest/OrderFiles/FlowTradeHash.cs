namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>
/// FNV-1a over the little-endian bytes of taker, maker, price and lots of each trade, as all drivers of the published order
/// flows compute it. Its offset basis is not the usual one. One thread.
/// </summary>
public sealed class FlowTradeHash
{
    private const ulong Basis = 1469598103934665603;
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = Basis;

    public void Add(ulong takerId, ulong makerId, long price, long lots)
    {
        Add(takerId);
        Add(makerId);
        Add((ulong)price);
        Add((ulong)lots);
    }

    private void Add(ulong word)
    {
        for (var shift = 0; shift < 64; shift += 8) Value = (Value ^ (byte)(word >> shift)) * Prime;
    }
}
