namespace LatencyEngine.Trading.Exchange;

/// <summary>A price that everybody sees.</summary>
/// <param name="Price">Ticks.</param>
/// <param name="Lots">Displayed lots.</param>
/// <param name="Orders">Displayed orders.</param>
public readonly record struct DepthLevel(long Price, long Lots, int Orders);
