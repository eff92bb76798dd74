using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Ledger;

/// <summary>
/// What currencies are worth in one another. Each stage keeps one for itself, made from the same inputs. One thread.
/// </summary>
/// <remarks>
/// A rate is used both ways; a pair without a rate of its own is not converted through a third currency, because
/// which one would be a choice that nobody made.
/// </remarks>
public sealed class CurrencyRates(int pairs)
{
    private const long One = 1_000_000_000;

    private readonly Pair[] _pairs = new Pair[pairs];

    public int Count { get; private set; }

    /// <returns>None, and nothing changes, for a rate that is not positive.</returns>
    public MapAddition Apply(in CurrencyRate rate)
    {
        if (rate.Rate <= 0 || rate.FromCurrency == 0 || rate.ToCurrency == 0) return MapAddition.None;
        var index = Find(rate.FromCurrency, rate.ToCurrency);
        if (index < 0)
        {
            if (Count == _pairs.Length) return MapAddition.Full;
            index = Count++;
        }

        _pairs[index] = new Pair(rate.FromCurrency, rate.ToCurrency, rate.Rate);
        return MapAddition.Added;
    }

    /// <summary>An amount in another currency, rounded half to even.</summary>
    /// <returns><c>false</c> when there is no rate.</returns>
    public bool TryConvert(long amount, ulong from, ulong to, out long converted)
    {
        converted = amount;
        if (from == to || amount == 0) return true;
        if (Find(from, to) is var direct and >= 0)
            converted = ContractTerms.Share(amount, _pairs[direct].Rate);
        else if (Find(to, from) is var inverse and >= 0)
            converted = ContractTerms.Portion(amount, One, _pairs[inverse].Rate);
        else
            return false;
        return true;
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < Count; i++)
        {
            hash.Add(_pairs[i].From);
            hash.Add(_pairs[i].To);
            hash.Add(_pairs[i].Rate);
        }
    }

    private int Find(ulong from, ulong to)
    {
        for (var i = 0; i < Count; i++)
            if (_pairs[i].From == from && _pairs[i].To == to) return i;
        return -1;
    }

    private readonly record struct Pair(ulong From, ulong To, long Rate);
}
