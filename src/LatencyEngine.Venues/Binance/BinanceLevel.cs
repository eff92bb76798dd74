using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Binance;

/// <summary>One level as the venue tells it: the size that it now holds.</summary>
/// <param name="Price">In 1e-9 of the currency unit.</param>
/// <param name="Quantity">In lots; 0 removes the level.</param>
internal readonly record struct BinanceLevel(long Price, long Quantity, Side Side);
