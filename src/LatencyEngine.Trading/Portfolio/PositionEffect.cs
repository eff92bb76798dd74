namespace LatencyEngine.Trading.Portfolio;

/// <summary>What a fill did to a position. A value.</summary>
/// <param name="CostChange">By how much the cost of the open lots grew, signed, in money.</param>
/// <param name="Gain">Profit taken before fees, negative for a loss.</param>
public readonly record struct PositionEffect(long CostChange, long Gain);
