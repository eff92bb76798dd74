using LatencyEngine.Domain;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>One row of an order flow. Of a cancel, only the id means anything.</summary>
/// <param name="Price">Ticks.</param>
/// <param name="Quantity">Lots.</param>
public readonly record struct OrderFlowRow(OrderFlowAction Action, Side Side, ulong OrderId, long Price, long Quantity);

/// <summary>What a row of an order flow asks for.</summary>
public enum OrderFlowAction : byte
{
    None = 0,

    /// <summary>A limit order: it trades as far as it can, the rest joins the book.</summary>
    Add = 1,

    Cancel = 2,

    /// <summary>A limit order that drops what it cannot trade at once.</summary>
    Take = 3,
}
