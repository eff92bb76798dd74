using System.Collections;
using System.CommandLine;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Verbs;

/// <summary>The options of every verb that takes a configuration, and what they come to. Cold.</summary>
public sealed class ConfigurationOptions
{
    private readonly Option<string[]> _files = new("--config")
    {
        Description = "A configuration file: JSON, comments allowed. May be given again; the last one counts.",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _assignments = new("--set")
    {
        Description = "Values of single keys, such as pipeline.layout=staged.",
        AllowMultipleArgumentsPerToken = true,
    };

    public ConfigurationOptions() => _assignments.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
            if (!CommandLineLayers.IsAssignment(token.Value))
                result.AddError($"--set takes {CommandLineLayers.Expected}; found '{token.Value}'");
    });

    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_assignments);
    }

    /// <summary>What the command line and the environment of this process ask for.</summary>
    public ConfigurationResult Load(ParseResult parse, StrategyCatalogue strategies) =>
        ConfigurationLoader.Load(SourcesOf(parse), strategies);

    /// <summary>Where the command line and the environment of this process want values from.</summary>
    public ConfigurationSources SourcesOf(ParseResult parse) => new()
    {
        Files = parse.GetValue(_files) ?? [],
        Environment = EnvironmentOfProcess(),
        Assignments = parse.GetValue(_assignments) ?? [],
    };

    /// <summary>Tells every error on its own line; the exit code for refused input.</summary>
    public static int Refuse(ConfigurationResult result, TextWriter error)
    {
        foreach (var problem in result.Errors) error.WriteLine($"error: {problem}");
        error.WriteLine(result.Errors.Length == 1 ? "1 error" : $"{result.Errors.Length} errors");
        return ExitCode.BadInput;
    }

    /// <summary>The variables of this process.</summary>
    public static IEnumerable<KeyValuePair<string, string>> EnvironmentOfProcess() =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        select KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "");
}
