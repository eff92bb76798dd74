using System.CommandLine;
using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Strategies;

namespace LatencyEngine.Host.Ctl;

/// <summary><c>ctl set limit</c> and <c>set parameter</c>.</summary>
internal static class SetVerbs
{
    private const string NoLimit = "off";

    public static Command Create() => new("set", "Change a risk limit or a parameter of a strategy.") { Limit(), Parameter() };

    private static Command Limit()
    {
        var scope = new ScopeOptions();
        var limit = new Argument<string>("limit") { Description = "Name of the limit, as in a configuration." };
        var value = new Argument<string>("value") { Description = $"Its value, as in a configuration, or '{NoLimit}'." };
        return CtlVerb.Create(
            "limit", "Change a risk limit.",
            (parse, context) =>
            {
                var command = default(EngineEvent);
                ref var set = ref command.Begin<SetRiskLimit>();
                set.LimitKind = CtlNumbers.Read("limit", parse.GetRequiredValue(limit), ChoiceType.Of<LimitKind>());
                var text = parse.GetRequiredValue(value);
                set.Value = text == NoLimit ? -1 : CtlNumbers.Read("value", text, RiskLimitKeys.TypeOf(set.LimitKind));
                (set.ScopeKind, set.ScopeId) = scope.Read(parse, context);
                return command;
            },
            [limit, value, .. scope.Symbols]);
    }

    private static Command Parameter()
    {
        var strategy = new Argument<ushort>("strategy") { Description = "Number of the strategy." };
        var parameter = new Argument<string>("parameter") { Description = "Number of the parameter; with --kind, its name." };
        var value = new Argument<long>("value") { Description = "Its value, as the strategy counts it." };
        var kind = new Option<string?>("--kind") { Description = "Kind of the strategy.", HelpName = "KIND" };
        return CtlVerb.Create(
            "parameter", "Change a parameter of a running strategy.",
            (parse, _) =>
            {
                var command = default(EngineEvent);
                ref var set = ref command.Begin<SetStrategyParameter>();
                set.StrategyId = parse.GetValue(strategy);
                set.ParameterId = ParameterId(parse.GetRequiredValue(parameter), parse.GetValue(kind));
                set.Value = parse.GetValue(value);
                return command;
            },
            strategy, parameter, value, kind);
    }

    private static ushort ParameterId(string text, string? kind)
    {
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
        if (kind is null) throw new CtlException($"parameter: found '{text}'; a name needs the --kind of the strategy");
        var parameters = StrategyKinds.Find(kind)?.Parameters ?? throw new CtlException($"--kind: there is no strategy '{kind}'");
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Name == text)
                return (ushort)i;
        var names = parameters.Select(described => described.Name).ToArray();
        throw new CtlException(
            $"parameter: found '{text}'; expected one of {string.Join(", ", names)}{Suggestion.Question(text, names)}");
    }
}
