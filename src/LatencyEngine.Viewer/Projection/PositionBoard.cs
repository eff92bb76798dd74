using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// Positions by account, strategy and instrument, and what they are worth at the market as it is now. Written by the
/// thread that applies messages; owns the rows.
/// </summary>
public sealed class PositionBoard(ViewerLimits limits, InstrumentTable instruments)
{
    private const uint AccountIdEnd = 1 << 16;

    /// <summary>Flat ones, too: their realized profit is the session's.</summary>
    public ViewTable<PositionChanged> Rows { get; } = new(limits.Positions);

    /// <summary>Messages about accounts whose number is beyond what an engine has.</summary>
    public long Refused { get; private set; }

    public bool TryGet(uint accountId, ushort strategyId, uint instrumentId, out PositionChanged position)
    {
        position = default;
        return accountId < AccountIdEnd && Rows.TryGet(KeyOf(accountId, strategyId, instrumentId), out position);
    }

    /// <summary>
    /// Worth of a position at the mark of its instrument, signed as its lots, in money of its currency; <c>null</c> where
    /// instrument or mark are not known, or it does not fit.
    /// </summary>
    public long? ValueOf(in PositionChanged position)
    {
        if (position.Quantity == 0) return 0;
        if (!instruments.TryGet(position.InstrumentId, out var row) || !row.IsDefined) return null;
        return row.Mark is { } mark and > 0 ? Value(new ContractTerms(in row.Definition), mark, position.Quantity) : null;
    }

    /// <summary>Profit that the open lots would bring at the mark of the instrument; as <see cref="ValueOf"/>.</summary>
    public long? UnrealizedOf(in PositionChanged position)
    {
        if (ValueOf(in position) is not { } value) return null;
        var isInverse = instruments.TryGet(position.InstrumentId, out var row) && row.Definition.Kind == InstrumentKind.Inverse;
        return Fit(isInverse ? (Int128)position.Cost - value : (Int128)value - position.Cost);
    }

    internal void Apply(in PositionChanged position)
    {
        if (position.AccountId < AccountIdEnd)
            Rows.Set(KeyOf(position.AccountId, position.StrategyId, position.InstrumentId), in position);
        else
            Refused++;
    }

    internal void Clear() => Rows.Clear();

    private static long? Value(in ContractTerms terms, long price, long lots)
    {
        try
        {
            return terms.Value(price, lots);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static long? Fit(Int128 money) => money >= long.MinValue && money <= long.MaxValue ? (long)money : null;

    private static long KeyOf(uint accountId, ushort strategyId, uint instrumentId) =>
        ((long)accountId << 48) | ((long)strategyId << 32) | instrumentId;
}
