using System.Runtime.CompilerServices;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.MovingAverageCrossover;

/// <summary>What may be set of a <see cref="CrossoverStrategy"/>, by number. The strategy stage's
/// thread.</summary>
public struct CrossoverParameters
{
    public const int FastPeriodId = 0;
    public const int SlowPeriodId = 1;
    public const int AverageKindId = 2;
    public const int PriceSourceId = 3;
    public const int OrderLotsId = 4;
    public const int AllowShortId = 5;
    public const int OrderStyleId = 6;
    public const int LimitTicksId = 7;
    public const int RetryMillisId = 8;
    public const int SignalMillisId = 9;
    public const int Count = 10;

    /// <summary>Longest average, in prices.</summary>
    public const int PeriodMax = 512;

    private const long LotsMax = 1_000_000_000_000_000;
    private const long NanosPerMilli = 1_000_000;

    private Values _values;

    /// <summary>Prices in the fast average; shorter than the slow one whatever was set.</summary>
    public readonly int FastPeriod => (int)Math.Min(_values[FastPeriodId], SlowPeriod - 1);

    public readonly int SlowPeriod => (int)_values[SlowPeriodId];

    public readonly bool IsExponential => _values[AverageKindId] == 1;

    public readonly bool TakesQuotes => _values[PriceSourceId] == 1;

    public readonly long OrderLots => _values[OrderLotsId];

    public readonly bool AllowShort => _values[AllowShortId] == 1;

    public readonly bool UsesLimits => _values[OrderStyleId] == 1;

    public readonly long LimitTicks => _values[LimitTicksId];

    public readonly long RetryNanos => _values[RetryMillisId] * NanosPerMilli;

    public readonly long SignalNanos => _values[SignalMillisId] * NanosPerMilli;

    [ColdPath("described at start-up")]
    public static IReadOnlyList<ParameterDescription> Describe() =>
    [
        new("fastPeriod", 10, 1, PeriodMax - 1, "Prices in the fast average."),
        new("slowPeriod", 30, 2, PeriodMax, "Prices in the slow average; the fast one is kept shorter."),
        new("averageKind", 0, 0, 1, "0: simple averages; 1: exponential ones."),
        new("priceSource", 0, 0, 1, "0: closes of bars; 1: the middle of every quote."),
        new("orderLots", 1, 1, LotsMax, "Position to take; rounded down to the instrument's lot size."),
        new("allowShort", 0, 0, 1, "0: flat while the fast average is below; 1: short."),
        new("orderStyle", 0, 0, 1, "0: market orders; 1: immediate limit orders."),
        new("limitTicks", 5, 0, 10_000, "How far beyond the opposite best an immediate limit may trade."),
        new("retryMillis", 1_000, 1, 3_600_000, "Pause after an unfilled order; doubles with each reject."),
        new("signalMillis", 60_000, 1, 86_400_000, "How long the signal of a crossing is valid."),
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
