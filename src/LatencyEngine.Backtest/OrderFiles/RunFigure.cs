using System.Globalization;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>One figure of a run, under the name that it has in files of expected figures. A value.</summary>
/// <param name="Text">As JSON has it, without quotation marks.</param>
/// <param name="IsNumber">A number, or null where a price is missing; else a text.</param>
public readonly record struct RunFigure(string Name, string Text, bool IsNumber)
{
    public static RunFigure Of(string name, Int128 number) => new(name, number.ToString(CultureInfo.InvariantCulture), true);

    public static RunFigure Of(string name, string text) => new(name, text, false);

    /// <param name="price">Ticks, or <see cref="NewOrder.NoPrice"/>.</param>
    public static RunFigure OfPrice(string name, long price) =>
        price == NewOrder.NoPrice ? new RunFigure(name, "null", true) : Of(name, price);
}
