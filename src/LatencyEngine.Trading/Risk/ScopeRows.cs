using System.Runtime.CompilerServices;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// The four scopes of an order as rows of the tables of risk, in the order in which they are asked: engine, account,
/// strategy, instrument. A value.
/// </summary>
[InlineArray(Count)]
public struct ScopeRows
{
    public const int Count = 4;

    /// <summary>No such scope: an order without a strategy.</summary>
    public const int None = -1;

    public const int Engine = 0;
    public const int Account = 1;
    public const int Strategy = 2;
    public const int Instrument = 3;

    private int _first;
}
