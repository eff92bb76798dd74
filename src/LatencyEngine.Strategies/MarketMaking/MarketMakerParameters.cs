using System.Runtime.CompilerServices;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.MarketMaking;

/// <summary>What may be set of a <see cref="MarketMaker"/>, by number. The strategy stage's thread.</summary>
public struct MarketMakerParameters
{
    public const int HalfSpreadTicksId = 0;
    public const int HalfSpreadPpmId = 1;
    public const int VolatilityPercentId = 2;
    public const int VolatilitySampleMillisId = 3;
    public const int VolatilitySamplesId = 4;
    public const int WarmUpSamplesId = 5;
    public const int SkewPercentId = 6;
    public const int OrderLotsId = 7;
    public const int InventoryLotsMaxId = 8;
    public const int AllowShortId = 9;
    public const int RequoteTicksId = 10;
    public const int RequoteMillisId = 11;
    public const int StaleMillisId = 12;
    public const int RejectPauseMillisId = 13;
    public const int Count = 14;

    private const long LotsMax = 1_000_000_000_000_000;
    private const long NanosPerMilli = 1_000_000;

    private Values _values;

    public readonly long HalfSpreadTicks => _values[HalfSpreadTicksId];

    public readonly long HalfSpreadPpm => _values[HalfSpreadPpmId];

    public readonly long VolatilityPercent => _values[VolatilityPercentId];

    public readonly long VolatilitySampleNanos => _values[VolatilitySampleMillisId] * NanosPerMilli;

    public readonly int VolatilitySamples => (int)_values[VolatilitySamplesId];

    /// <summary>Not more than the mean is taken over.</summary>
    public readonly int WarmUpSamples => (int)Math.Min(_values[WarmUpSamplesId], VolatilitySamples);

    public readonly long SkewPercent => _values[SkewPercentId];

    public readonly long OrderLots => _values[OrderLotsId];

    public readonly long InventoryLotsMax => _values[InventoryLotsMaxId];

    public readonly bool AllowShort => _values[AllowShortId] == 1;

    public readonly long RequoteTicks => _values[RequoteTicksId];

    public readonly long RequoteNanos => _values[RequoteMillisId] * NanosPerMilli;

    public readonly long StaleNanos => _values[StaleMillisId] * NanosPerMilli;

    public readonly long RejectPauseNanos => _values[RejectPauseMillisId] * NanosPerMilli;

    [ColdPath("described at start-up")]
    public static IReadOnlyList<ParameterDescription> Describe() =>
    [
        new("halfSpreadTicks", 1, 1, 100_000, "Least distance of each quote from the middle."),
        new("halfSpreadPpm", 0, 0, 500_000, "The same in 1e-6 of the price, where that is more."),
        new("volatilityPercent", 50, 0, 10_000, "Added, of the typical move in a sampling interval."),
        new("volatilitySampleMillis", 1_000, 1, 3_600_000, "Sampling interval of the volatility."),
        new("volatilitySamples", 60, 1, 10_000, "Samples over which the volatility is taken."),
        new("warmUpSamples", 10, 0, 10_000, "Samples before the first quote."),
        new("skewPercent", 50, 0, 1_000, "Shift of both quotes at full inventory, of the distance."),
        new("orderLots", 1, 1, LotsMax, "Size of each quote; rounded down to the instrument's lot size."),
        new("inventoryLotsMax", 10, 1, LotsMax, "Largest position either way."),
        new("allowShort", 1, 0, 1, "0: sells only what it holds."),
        new("requoteTicks", 1, 1, 100_000, "A quote moves when it is this far from where it should be."),
        new("requoteMillis", 100, 0, 3_600_000, "Least time between two changes of a quote."),
        new("staleMillis", 5_000, 1, 86_400_000, "Quotes are pulled when the market was silent for so long."),
        new("rejectPauseMillis", 1_000, 1, 3_600_000, "Pause of a side after a reject; doubles with each."),
    ];

    public void Set(int parameterId, long value) => _values[parameterId] = value;

    public readonly void AddTo(ref StrategyHash hash)
    {
        for (var id = 0; id < Count; id++) hash.Add(_values[id]);
    }

    [InlineArray(Count)]
    private struct Values
    {
        private long _first;
    }
}
