using System.CommandLine;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Host.Ctl;

/// <summary><c>ctl start</c> and <c>stop</c> of a strategy.</summary>
internal static class StrategyVerbs
{
    public static Command Start() => Create("start", "Let a strategy see the market again.", StrategyState.Ready);

    public static Command Stop() => Create("stop", "Stop a strategy and cancel its orders.", StrategyState.Stopped);

    private static Command Create(string name, string sentence, StrategyState state)
    {
        var strategy = new Argument<ushort>("strategy") { Description = "Number of the strategy." };
        return CtlVerb.Create(
            name, sentence,
            (parse, _) =>
            {
                var command = default(EngineEvent);
                ref var set = ref command.Begin<SetStrategyState>();
                set.StrategyId = parse.GetValue(strategy);
                set.StrategyState = state;
                return command;
            },
            strategy);
    }
}
