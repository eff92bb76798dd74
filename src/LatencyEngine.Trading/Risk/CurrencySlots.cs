using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Numbers the currencies of the session in the order in which they come up. The risk stage's thread.
/// </summary>
public sealed class CurrencySlots(int capacity)
{
    public const int None = -1;

    private readonly ulong[] _codes = new ulong[capacity];

    public int Count { get; private set; }

    public int Capacity => _codes.Length;

    public ulong this[int slot] => _codes[slot];

    public int Find(ulong code)
    {
        for (var i = 0; i < Count; i++)
            if (_codes[i] == code) return i;
        return None;
    }

    /// <returns>Its slot, or <see cref="None"/> when all are taken.</returns>
    public int FindOrAdd(ulong code)
    {
        if (Find(code) is var found and not None) return found;
        if (Count == _codes.Length) return None;
        _codes[Count] = code;
        return Count++;
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < Count; i++) hash.Add(_codes[i]);
    }
}
