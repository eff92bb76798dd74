using System.Collections.Immutable;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>A strategy of the session. Immutable.</summary>
public sealed record StrategyConfiguration
{
    /// <summary>Stands for every instrument.</summary>
    public const string AllInstruments = "*";

    public required ushort Id { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required uint Account { get; init; }

    /// <summary>Symbols, or only <see cref="AllInstruments"/>.</summary>
    public required ImmutableArray<string> Instruments { get; init; }

    public required BarKind BarKind { get; init; }

    /// <summary>Length of its bars; 0 for none.</summary>
    public required long BarNanos { get; init; }

    /// <summary>Every parameter that the kind declares, in its order.</summary>
    public required ImmutableArray<StrategyParameterValue> Parameters { get; init; }

    internal static StrategyConfiguration Read(ISettings settings, StrategyCatalogue catalogue) =>
        settings.Variant("What it does.", [.. catalogue.Kinds.Select(Case)]);

    private static KeyValuePair<string, Func<ISettings, StrategyConfiguration>> Case(
        KeyValuePair<string, IReadOnlyList<StrategyParameter>> kind) =>
        KeyValuePair.Create<string, Func<ISettings, StrategyConfiguration>>(
            kind.Key, settings => Read(settings, kind.Key, kind.Value));

    private static StrategyConfiguration Read(
        ISettings settings, string kind, IReadOnlyList<StrategyParameter> parameters) => new()
    {
        Id = settings.Required("id", SettingTypes.Id<ushort>(), "Number of the strategy."),
        Name = settings.Value("name", SettingTypes.Name, kind, "Name for people."),
        Kind = kind,
        Account = settings.Value("account", SettingTypes.Id<uint>(), 1U, "Account that it trades for."),
        Instruments = settings.Values("instruments", SettingTypes.Symbol, "Symbols that it sees, or only '*' for all."),
        BarKind = settings.Value("barKind", ChoiceType.Of<BarKind>(), BarKind.Trade, "Which price its bars summarize."),
        BarNanos = settings.Value("barNanos", SettingTypes.Nanos, 1_000_000_000, "Length of its bars; 0 for none."),
        Parameters = settings.Section("parameters", inner => ReadParameters(inner, parameters)),
    };

    private static ImmutableArray<StrategyParameterValue> ReadParameters(
        ISettings settings, IReadOnlyList<StrategyParameter> parameters) =>
        [.. parameters.Select((parameter, id) => new StrategyParameterValue(
            (ushort)id, parameter.Name,
            settings.Value(parameter.Name, TypeOf(parameter), parameter.Default, parameter.Summary)))];

    private static ISettingType<long> TypeOf(StrategyParameter parameter) => parameter.Decimals == 0
        ? new IntegerType<long>(parameter.Min, parameter.Max, "")
        : new DecimalType(parameter.Decimals, parameter.Min, parameter.Max, "");
}
