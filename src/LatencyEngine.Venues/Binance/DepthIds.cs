namespace LatencyEngine.Venues.Binance;

/// <summary>The update ids that a depth message covers: all after <c>Previous</c>, up to <c>Last</c>.</summary>
/// <param name="Previous">The venue's <c>pu</c>; where it tells none (spot), the id before <c>U</c>.</param>
/// <param name="Last">The venue's <c>u</c>.</param>
internal readonly record struct DepthIds(long Previous, long Last);
