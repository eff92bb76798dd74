using System.Text;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Layers;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>Loads configurations out of texts, as if they were files of a user.</summary>
internal static class Loading
{
    public const string FileName = "engine.json";

    /// <summary>Strategies with parameters of their own, so that these tests do not move with the real ones.</summary>
    public static readonly StrategyCatalogue Strategies = new([
        KeyValuePair.Create<string, IReadOnlyList<StrategyParameter>>("maCrossover", [
            new("fastBars", 10, 1, 10_000, "Bars of the fast average."),
            new("slowBars", 30, 2, 10_000, "Bars of the slow average."),
            new("orderLots", 100, 1, 1_000_000, "Size of an order."),
        ]),
        KeyValuePair.Create<string, IReadOnlyList<StrategyParameter>>("marketMaker", [
            new("halfSpreadTicks", 2, 1, 1_000_000, "Distance of each quote from the fair price."),
            new("orderLots", 100, 1, 1_000_000, "Size of a quote."),
            new("inventoryLotsMax", 1000, 1, 1_000_000, "Position at which one side is no longer quoted."),
            new("skewTicks", 1, 0, 1_000_000, "Shift of both quotes at the largest position."),
        ]),
    ]);

    public static ConfigurationResult Json(string json) => All([json], [], []);

    public static ConfigurationResult Set(params string[] assignments) => All([], [], assignments);

    public static ConfigurationResult All(
        string[] files, (string Name, string Value)[] variables, string[] assignments)
    {
        var errors = new List<ConfigurationError>();
        var layers = files.Select((text, i) => FileLayer.Parse(FileOrigin(i), Encoding.UTF8.GetBytes(text), errors)).ToList();
        layers.AddRange(EnvironmentLayers.Read(
            variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)), errors));
        layers.AddRange(CommandLineLayers.Read(assignments, errors));
        return ConfigurationLoader.Load(layers, errors, Strategies);
    }

    /// <summary>The configuration, or a failure that shows the errors.</summary>
    public static EngineConfiguration Good(ConfigurationResult result)
    {
        Assert.True(result.Configuration is not null, string.Join('\n', result.Errors));
        Assert.Empty(result.Errors);
        return result.Configuration;
    }

    public static EffectiveSetting Setting(ConfigurationResult result, string key) =>
        Assert.Single(result.Settings, setting => setting.Key == key);

    /// <summary>The one and only error, as people read it.</summary>
    public static string Error(ConfigurationResult result)
    {
        Assert.Null(result.Configuration);
        return Assert.Single(result.Errors).ToString();
    }

    private static Origin FileOrigin(int index) =>
        new(OriginKind.File, index == 0 ? FileName : $"engine{index + 1}.json");
}
