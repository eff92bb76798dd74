using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LatencyEngine.Host.Configuration.Checks;
using LatencyEngine.Host.Configuration.Layers;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>
/// Makes one configuration of all layers, or says everything that is wrong with it. Cold; the calling thread.
/// </summary>
public static class ConfigurationLoader
{
    private static readonly string[] UndecidingSections = ["pipeline", "output", "journal", "multicast", "commands"];

    /// <summary>Defaults, files, environment and command line, in growing precedence.</summary>
    public static ConfigurationResult Load(ConfigurationSources sources, StrategyCatalogue strategies)
    {
        var errors = new List<ConfigurationError>();
        var layers = sources.Files.Select(file => FileLayer.Read(file, errors)).ToList();
        layers.AddRange(EnvironmentLayers.Read(sources.Environment, errors));
        layers.AddRange(CommandLineLayers.Read(sources.Assignments, errors));
        return Load(layers, errors, strategies);
    }

    /// <summary>The same of layers that were read before.</summary>
    /// <param name="layers">Above the defaults, in growing precedence.</param>
    /// <param name="errors">What was found while reading them.</param>
    public static ConfigurationResult Load(
        IEnumerable<Layer> layers, IReadOnlyCollection<ConfigurationError> errors, StrategyCatalogue strategies)
    {
        var reading = new Reading(Describe(strategies));
        reading.Errors.AddRange(errors);
        ImmutableArray<Layer> stack = [DefaultLayer.Read(reading.Errors), .. layers];
        var configuration = SettingsReader.Read(
            new LayerStack(reading, "", stack), settings => EngineConfiguration.Read(settings, strategies), out var effective);
        ConfigurationChecks.Run(configuration, reading);
        return ResultOf(configuration, reading, effective);
    }

    /// <summary>Every key that a configuration may have.</summary>
    public static IReadOnlyList<SettingDescription> Describe(StrategyCatalogue strategies)
    {
        var rows = new List<SettingDescription>();
        EngineConfiguration.Read(new SettingsDescriber("", "", rows), strategies);
        return [.. from row in rows
                   group row.Kinds by row with { Kinds = "" } into same
                   select same.Key with { Kinds = string.Join(", ", same) }];
    }

    private static ConfigurationResult ResultOf(EngineConfiguration configuration, Reading reading, Node effective)
    {
        var json = CanonicalJson.Write(effective);
        var decisions = effective.Members.Where(member => !UndecidingSections.Contains(member.Name));
        return new ConfigurationResult
        {
            Configuration = reading.Errors.Count == 0 ? configuration : null,
            Errors = [.. reading.Errors],
            Settings = [.. reading.Settings],
            CanonicalJson = json,
            Hash = Hash(json),
            DecisionHash = Hash(CanonicalJson.Write(Node.Section(decisions))),
        };
    }

    private static ImmutableArray<byte> Hash(string text) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(text))];
}
