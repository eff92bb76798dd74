using LatencyEngine.Domain;

namespace LatencyEngine.Backtest.Comparison;

/// <summary>What came out of a run. Cold, immutable.</summary>
public sealed record RunFigures
{
    public required long Inputs { get; init; }

    public required long OrdersAccepted { get; init; }

    public required long OrdersRejected { get; init; }

    public required long OrdersCanceled { get; init; }

    public required long OrdersExpired { get; init; }

    public required long Fills { get; init; }

    /// <summary>Refused orders and commands by reason, in the order of the reasons; those that never came are left out.</summary>
    public required IReadOnlyList<KeyValuePair<RejectReason, long>> Rejections { get; init; }

    /// <summary>By strategy, then currency.</summary>
    public required IReadOnlyList<StrategyRow> Strategies { get; init; }

    /// <summary>Open positions at the end, in the order in which they came to be.</summary>
    public required IReadOnlyList<PositionRow> Positions { get; init; }

    /// <summary>Of everything that came out: equal runs have equal ones.</summary>
    public required ulong OutputHash { get; init; }
}

/// <summary>How one strategy did in one currency; amounts in 1e-6 of its unit. Strategy 0 is trading by hand.</summary>
/// <param name="StrategyId">As defined.</param>
/// <param name="Currency">Its code; see <see cref="Domain.Currency"/>.</param>
/// <param name="Fills">Number of fills.</param>
/// <param name="Volume">Value of all fills.</param>
/// <param name="Fees">Paid; negative where rebates outweigh them.</param>
/// <param name="RealizedPnl">Before fees.</param>
/// <param name="UnrealizedPnl">Of what is open at the end, at the last mark.</param>
/// <param name="MaxDrawdown">The deepest fall of <see cref="NetPnl"/> below its highest point before, looked at after every
/// input.</param>
public sealed record StrategyRow(
    ushort StrategyId, ulong Currency, long Fills, Int128 Volume, Int128 Fees, Int128 RealizedPnl, Int128 UnrealizedPnl,
    Int128 MaxDrawdown)
{
    public Int128 NetPnl => RealizedPnl + UnrealizedPnl - Fees;
}

/// <summary>A position that is open at the end.</summary>
/// <param name="AccountId">Whose it is.</param>
/// <param name="StrategyId">Whose it is.</param>
/// <param name="InstrumentId">Of what.</param>
/// <param name="Lots">Signed.</param>
/// <param name="AveragePrice">In 1e-9.</param>
public sealed record PositionRow(uint AccountId, ushort StrategyId, uint InstrumentId, long Lots, long AveragePrice);
