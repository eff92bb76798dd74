using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>The instrument that a recorded feed tells about. Immutable.</summary>
public sealed record InstrumentConfiguration
{
    private const long NanoUnit = 1_000_000_000;

    private static readonly IntegerType<long> LotSizeType = new(1, long.MaxValue, "lots");

    private static readonly IntegerType<sbyte> LotExponentType =
        new(ContractTerms.LotExponentMin, ContractTerms.LotExponentMax, "power of ten");

    public required string Symbol { get; init; }

    /// <summary>Assigned by the engine when <c>null</c>.</summary>
    public required uint? Id { get; init; }

    public required ushort Venue { get; init; }

    public required InstrumentKind Kind { get; init; }

    /// <summary>In 1e-9 of the currency unit.</summary>
    public required long TickSize { get; init; }

    /// <summary>Units of the underlying per whole unit of quantity, in 1e-9.</summary>
    public required long Multiplier { get; init; }

    /// <summary>Orders are multiples of this, in lots.</summary>
    public required long LotSize { get; init; }

    /// <summary>A lot is ten to this power of the unit.</summary>
    public required sbyte LotExponent { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>Collateral for a position, in 1e-9 of its value.</summary>
    public required long MarginRate { get; init; }

    /// <summary>0 for no fees.</summary>
    public required ushort FeeSchedule { get; init; }

    /// <summary>The venue's when <c>null</c>.</summary>
    public required FillModel? FillModel { get; init; }

    /// <summary>The same as the rest of the engine knows it.</summary>
    /// <param name="id">Used where the configuration assigns none.</param>
    /// <param name="venueFillModel">Used where the configuration names none.</param>
    public InstrumentTerms ToTerms(uint id, MarketModel marketModel, FillModel venueFillModel) => new()
    {
        Id = Id ?? id,
        Symbol = Symbol,
        VenueId = Venue,
        Kind = Kind,
        MarketModel = marketModel,
        TickSize = TickSize,
        Multiplier = Multiplier,
        LotSize = LotSize,
        LotExponent = LotExponent,
        Currency = Currency,
        MarginRate = MarginRate,
        FeeScheduleId = FeeSchedule,
        FillModel = FillModel ?? venueFillModel,
    };

    internal static InstrumentConfiguration Read(ISettings settings) => new()
    {
        Symbol = settings.Required("symbol", SettingTypes.Symbol, "The venue's name of the instrument."),
        Id = settings.TryValue("id", SettingTypes.Id<uint>(), "Number of the instrument; given by the engine when left out.",
            out var id) ? id : null,
        Venue = settings.Value("venue", SettingTypes.Id<ushort>(), (ushort)1, "Venue at which it trades."),
        Kind = settings.Value(
            "kind", ChoiceType.Of<InstrumentKind>(), InstrumentKind.Spot, "How a contract is worth money."),
        TickSize = settings.Required("tickSize", SettingTypes.Price, "Smallest step of its price."),
        Multiplier = settings.Value(
            "multiplier", SettingTypes.PositiveRatio, NanoUnit, "Units of the underlying per whole unit of quantity."),
        LotSize = settings.Value("lotSize", LotSizeType, 1, "Orders are multiples of this."),
        LotExponent = settings.Value(
            "lotExponent", LotExponentType, (sbyte)0, "A lot is ten to this power of the unit: 0 for shares, -8 for satoshis."),
        Currency = settings.Value("currency", SettingTypes.Currency, Currency.Usd, "In which it is paid."),
        MarginRate = settings.Value(
            "marginRate", SettingTypes.Share, NanoUnit / 2, "Collateral for a position, of its value."),
        FeeSchedule = settings.Value(
            "feeSchedule", new IntegerType<ushort>(0, ushort.MaxValue, ""), (ushort)0, "Id of its fee schedule; 0 for no fees."),
        FillModel = settings.TryValue(
            "fillModel", ChoiceType.Of<FillModel>(),
            "When a resting order fills on quotes and levels (a feed of orders has the real queue); the venue's model when left out.",
            out var fillModel) ? fillModel : null,
    };
}
