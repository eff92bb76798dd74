using System.CommandLine;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Verbs;

namespace LatencyEngine.Host.Engine;

/// <summary>The verb <c>engine</c>: runs a session as its configuration says, without a screen.</summary>
internal static class EngineCommand
{
    public static Command Create()
    {
        var options = new ConfigurationOptions();
        var command = new Command("engine", "Run a session: feeds, strategies, risk, matching and accounts, as configured.");
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var loaded = options.Load(parse, StrategyCatalogue.BuiltIn);
            return Task.FromResult(loaded.Configuration is null
                ? ConfigurationOptions.Refuse(loaded, Console.Error)
                : EngineRun.Run(loaded, cancellation));
        });
        return command;
    }
}
