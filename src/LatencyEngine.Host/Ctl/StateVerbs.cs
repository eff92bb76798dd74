using System.CommandLine;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Host.Ctl;

/// <summary><c>ctl halt</c>, <c>reduce</c>, <c>flatten</c>, <c>resume</c>.</summary>
internal static class StateVerbs
{
    public static Command Halt() => Create(
        "halt", "Refuse every order of a scope until it is resumed.", TradingState.Halted, HaltFlags.None, hasFlags: true);

    public static Command Reduce() => Create(
        "reduce", "Take only orders that bring positions nearer to zero.", TradingState.ReduceOnly, HaltFlags.None, hasFlags: true);

    public static Command Flatten() => Create(
        "flatten", "Halt a scope, cancel its orders and close its positions.", TradingState.Halted,
        HaltFlags.CancelOrders | HaltFlags.Flatten, hasFlags: false);

    public static Command Resume() => Create(
        "resume", "Trade again: takes back what a halt locked.", TradingState.Active, HaltFlags.None, hasFlags: false);

    private static Command Create(string name, string sentence, TradingState state, HaltFlags flags, bool hasFlags)
    {
        var scope = new ScopeOptions();
        var cancels = new Option<bool>("--cancel") { Description = "Cancel the live orders of the scope, too." };
        var flattens = new Option<bool>("--flatten") { Description = "Cancel its orders and close its positions, too." };
        return CtlVerb.Create(
            name, sentence,
            (parse, context) =>
            {
                var command = default(EngineEvent);
                ref var set = ref command.Begin<SetTradingState>();
                (set.ScopeKind, set.ScopeId) = scope.Read(parse, context);
                set.TradingState = state;
                set.HaltFlags = flags;
                if (hasFlags && parse.GetValue(cancels)) set.HaltFlags |= HaltFlags.CancelOrders;
                if (hasFlags && parse.GetValue(flattens)) set.HaltFlags |= HaltFlags.CancelOrders | HaltFlags.Flatten;
                set.Rearm = state == TradingState.Active ? (byte)1 : (byte)0;
                return command;
            },
            hasFlags ? [cancels, flattens, .. scope.Symbols] : scope.Symbols);
    }
}
