using LatencyEngine.Domain.Events;

namespace LatencyEngine.Domain;

/// <summary>
/// What an instrument is, as configuration and feeds know it. Cold, immutable; becomes an
/// <see cref="InstrumentDefinition"/> when a session opens.
/// </summary>
[ColdPath("instruments are defined before trading")]
public sealed record InstrumentTerms
{
    /// <summary>Dense, from 1; an index into every table of instruments.</summary>
    public required uint Id { get; init; }

    /// <summary>The venue's name, up to 24 ASCII characters.</summary>
    public required string Symbol { get; init; }

    public ushort VenueId { get; init; } = 1;

    public InstrumentKind Kind { get; init; } = InstrumentKind.Spot;

    public MarketModel MarketModel { get; init; } = MarketModel.TopOfBook;

    /// <summary>In 1e-9 of the currency unit.</summary>
    public required long TickSize { get; init; }

    /// <summary>Units of the underlying per whole unit of quantity, in 1e-9.</summary>
    public long Multiplier { get; init; } = 1_000_000_000;

    /// <summary>Orders are multiples of this, in lots.</summary>
    public long LotSize { get; init; } = 1;

    /// <summary>A lot is ten to this power of the unit: 0 for shares, -8 for satoshis.</summary>
    public sbyte LotExponent { get; init; }

    public Currency Currency { get; init; } = Currency.Usd;

    /// <summary>Collateral for a position, in 1e-9 of its value.</summary>
    public long MarginRate { get; init; } = 500_000_000;

    public ushort FeeScheduleId { get; init; }

    public FillModel FillModel { get; init; } = FillModel.Queue;

    /// <summary>Writes the definition into a slot.</summary>
    public void WriteTo(ref EngineEvent slot, long timestampNanos)
    {
        ref var definition = ref slot.Begin<InstrumentDefinition>();
        definition.TimestampNanos = timestampNanos;
        definition.InstrumentId = Id;
        definition.VenueId = VenueId;
        definition.Kind = Kind;
        definition.MarketModel = MarketModel;
        definition.SymbolText = Symbol;
        definition.TickSize = TickSize;
        definition.Multiplier = Multiplier;
        definition.LotSize = LotSize;
        definition.LotExponent = LotExponent;
        definition.Currency = Currency.Code;
        definition.MarginRate = MarginRate;
        definition.FeeScheduleId = FeeScheduleId;
        definition.FillModel = FillModel;
    }
}
