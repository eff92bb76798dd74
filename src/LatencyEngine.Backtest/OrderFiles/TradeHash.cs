namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>
/// The hash by which engines compare their trades: FNV-1a of 64 bits over taker, maker, price and quantity of each, as
/// little-endian words. A value.
/// </summary>
/// <remarks>Its offset is not that of the FNV specification; all drivers of these files begin with this one.</remarks>
public struct TradeHash()
{
    private const ulong Offset = 1469598103934665603;
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = Offset;

    public void Add(ulong taker, ulong maker, long price, long quantity)
    {
        var hash = Add(Add(Value, taker), maker);
        Value = Add(Add(hash, (ulong)price), (ulong)quantity);
    }

    private static ulong Add(ulong hash, ulong word)
    {
        for (var i = 0; i < sizeof(ulong); i++)
        {
            hash = (hash ^ (word & 0xFF)) * Prime;
            word >>= 8;
        }

        return hash;
    }
}
