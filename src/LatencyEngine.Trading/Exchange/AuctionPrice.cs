namespace LatencyEngine.Trading.Exchange;

/// <summary>What an auction would trade.</summary>
/// <param name="Price">Ticks, or <see cref="NewOrder.NoPrice"/>.</param>
/// <param name="Quantity">Lots.</param>
/// <param name="Surplus">Lots that stay at that price, positive where more is bought.</param>
public readonly record struct AuctionPrice(long Price, long Quantity, long Surplus);
