namespace LatencyEngine.Host.Engine;

/// <summary>How one strategy stands in one currency. A reading.</summary>
internal sealed record StrategyFigures(
    ushort StrategyId, string Name, ulong Currency, int OpenPositions, Int128 RealizedPnl, Int128 UnrealizedPnl, Int128 Fees)
{
    public Int128 Net => RealizedPnl + UnrealizedPnl - Fees;
}
