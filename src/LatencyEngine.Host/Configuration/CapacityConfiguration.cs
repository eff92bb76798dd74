using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Trading;

namespace LatencyEngine.Host.Configuration;

/// <summary>How much of everything a session may have; all memory is taken for it at the start. Immutable.</summary>
public sealed record CapacityConfiguration
{
    /// <summary>Instrument ids are below this.</summary>
    public required int Instruments { get; init; }

    /// <summary>Account ids are below this.</summary>
    public required int Accounts { get; init; }

    public required int Positions { get; init; }

    public required int OpenOrders { get; init; }

    public required int ClientOrderIds { get; init; }

    public required int Strategies { get; init; }

    public required int RiskLimits { get; init; }

    public required int BookLevelsPerSide { get; init; }

    public required int MarketOrders { get; init; }

    public required int Currencies { get; init; }

    public required int FeeSchedules { get; init; }

    public required int LaneSlots { get; init; }

    /// <summary>The same, as the pipeline takes it.</summary>
    public Capacities ToCapacities() => new()
    {
        InstrumentIdEnd = Instruments,
        Accounts = Accounts,
        Positions = Positions,
        LiveOrders = OpenOrders,
        ClientOrderIds = ClientOrderIds,
        Strategies = Strategies,
        RiskLimits = RiskLimits,
        BookLevelsPerSide = BookLevelsPerSide,
        MarketOrders = MarketOrders,
        Currencies = Currencies,
        FeeSchedules = FeeSchedules,
        LaneSlots = LaneSlots,
    };

    internal static CapacityConfiguration Read(ISettings settings)
    {
        return new()
        {
            Instruments = Count("instruments", 2, 1 << 20, 16_384, "ids", "Instrument ids are below this."),
            Accounts = Count("accounts", 2, 65_536, 256, "ids", "Account ids are below this."),
            Positions = Count("positions", 1, 1 << 22, 65_536, "positions", "Most positions of the session."),
            OpenOrders = Count("openOrders", 1, 1 << 22, 16_384, "orders", "Most live orders of the session."),
            ClientOrderIds = Count(
                "clientOrderIds", 1, 1 << 24, 65_536, "ids", "Client order ids remembered, to refuse a second use."),
            Strategies = Count("strategies", 2, 65_536, 64, "ids", "Strategy ids are below this."),
            RiskLimits = Count("riskLimits", 1, 1 << 22, 65_536, "limits", "Most risk limits of the session."),
            BookLevelsPerSide = Count(
                "bookLevelsPerSide", 1, 65_536, 2048, "levels", "Price levels kept on each side of a book of levels."),
            MarketOrders = Count(
                "marketOrders", 1, 1 << 26, 1 << 18, "orders", "Orders of the market, in all books of orders together."),
            Currencies = Count("currencies", 1, 1024, 32, "currencies", "Most currencies of the session."),
            FeeSchedules = Count("feeSchedules", 1, 65_536, 256, "ids", "Fee schedule ids are below this."),
            LaneSlots = settings.Value(
                "laneSlots", SettingTypes.Slots(128, 1 << 24), 32_768, "Size of the lanes between stages."),
        };

        int Count(string name, int min, int max, int fallback, string unit, string sentence) =>
            settings.Value(name, SettingTypes.Count(min, max, unit), fallback, sentence);
    }
}
