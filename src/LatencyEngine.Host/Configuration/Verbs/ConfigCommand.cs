using System.CommandLine;

namespace LatencyEngine.Host.Configuration.Verbs;

/// <summary>
/// The verbs that show and check a configuration without running it. Cold; each runs on the calling thread and ends.
/// </summary>
public static class ConfigCommand
{
    public static Command Create() => new("config", "Show, check and describe the engine's configuration.")
    {
        ExplainCommand.Create(),
        ValidateCommand.Create(),
        SchemaCommand.Create(),
    };
}
