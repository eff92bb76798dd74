using System.CommandLine;

namespace LatencyEngine.Host.Ctl;

/// <summary>The verb <c>ctl</c>: gives a running engine commands, and says what became of them.</summary>
internal static class CtlCommand
{
    public static Command Create() => new(
        "ctl", "Give a running engine a command: orders, halts, limits, money; or ask what became of one.")
    {
        OrderVerbs.Submit(),
        OrderVerbs.Cancel(),
        OrderVerbs.Replace(),
        OrderVerbs.CancelAll(),
        StateVerbs.Halt(),
        StateVerbs.Reduce(),
        StateVerbs.Flatten(),
        StateVerbs.Resume(),
        StrategyVerbs.Start(),
        StrategyVerbs.Stop(),
        SetVerbs.Create(),
        MoneyVerbs.Deposit(),
        MoneyVerbs.Withdraw(),
        AskVerb.Create(),
        KeygenVerb.Create(),
    };
}
