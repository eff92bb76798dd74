namespace LatencyEngine.Strategies.Contract;

/// <summary>A running hash of a strategy's state. One thread; a value.</summary>
public struct StrategyHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private ulong _value;

    public readonly ulong Value => _value;

    public void Add(long number)
    {
        _value = (_value ^ (ulong)number) * Prime;
        _value ^= _value >> 32;
    }

    public void Add(Int128 number)
    {
        Add((long)(number >> 64));
        Add((long)number);
    }
}
