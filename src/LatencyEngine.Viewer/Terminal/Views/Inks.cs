using LatencyEngine.Domain;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>Which ink says what. Pure.</summary>
internal static class Inks
{
    private const long NearlyUsed = 800_000_000;
    private const long AllUsed = 1_000_000_000;

    public static Ink OfSign(Int128 number) => number > 0 ? Ink.Gain : number < 0 ? Ink.Loss : Ink.Plain;

    public static Ink OfSide(Side side) => side == Side.Buy ? Ink.Gain : Ink.Loss;

    public static Ink OfState(TradingState state) => state switch
    {
        TradingState.Halted => Ink.Alarm,
        TradingState.ReduceOnly => Ink.Caution,
        _ => Ink.Plain,
    };

    /// <param name="rate">Used of a limit, in 1e-9.</param>
    public static Ink OfUse(long? rate) => rate switch
    {
        >= AllUsed => Ink.Alarm,
        >= NearlyUsed => Ink.Caution,
        _ => Ink.Drawing,
    };

    public static Ink OfSeverity(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => Ink.Alarm,
        AlertSeverity.Warning => Ink.Caution,
        _ => Ink.Plain,
    };
}
