using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Replay.Comparison;

/// <summary>One figure of a run. A value.</summary>
/// <param name="Scope">Whose: everything, a strategy, a position.</param>
/// <param name="Currency">Of money; empty for counts and quantities.</param>
/// <param name="LotExponent">Of quantities; 0 for counts.</param>
internal readonly record struct RunFigure(string Scope, string Name, Int128 Value, string Currency = "", int LotExponent = 0)
{
    /// <summary>Of an open position: there may be very many.</summary>
    public bool IsPosition { get; init; }

    /// <summary>Two runs have the same figure when their keys are equal.</summary>
    public (string, string, string) Key => (Scope, Name, Currency);

    public string TextOf(Int128 value) => Currency.Length > 0 ? Amounts.Money(value) : Amounts.Quantity((long)value, LotExponent);
}
