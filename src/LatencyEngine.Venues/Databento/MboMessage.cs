using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Databento;

/// <summary>One row of a market-by-order file. A value.</summary>
/// <param name="Side">Of the order; of a trade, of who crossed the spread.</param>
/// <param name="Price">In 1e-9 of the currency; 0 where none is told.</param>
/// <param name="Size">Lots.</param>
/// <param name="OrderId">The venue's; 0 for trades.</param>
/// <param name="Sequence">The venue's number of what caused it; several rows may share one.</param>
public readonly record struct MboMessage(MboAction Action, Side Side, long Price, long Size, ulong OrderId, long Sequence);
