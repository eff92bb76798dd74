using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using static LatencyEngine.IntegrationTests.Commands.CommandedProcess;

namespace LatencyEngine.IntegrationTests.Commands;

/// <summary>Commands from other processes to a running engine, also to one that is killed in between.</summary>
public sealed class CtlVerbTests
{
    [UnixFact]
    public void Commands_are_carried_out_refused_and_known_again_after_a_kill()
    {
        using var engine = new CommandedProcess();
        engine.Start();
        var submitted = engine.Answer(
            ExitCode.Success, Trader, "submit", "buy", "10", "SIM0001", "--limit", "1", "--key", "71", "--time-in-force", "gtc");
        Assert.Equal(("accepted", "OrderAccepted"), (Text(submitted, "status"), Text(submitted, "outcome")));
        Assert.Equal("OrderCanceled", Text(engine.Answer(ExitCode.Success, Trader, "cancel", "--client-order", "71"), "outcome"));
        Assert.Equal(
            "UnknownOrder", Text(engine.Answer(ExitCode.Failure, Trader, "cancel", "--client-order", "71"), "rejectReason"));

        Assert.Equal("TradingStateChanged", Text(engine.Answer(ExitCode.Success, Trader, "halt", "--key", "72"), "outcome"));
        Assert.Equal(
            "TradingHalted", Text(engine.Answer(ExitCode.Failure, Trader, "submit", "buy", "10", "1", "--lots"), "rejectReason"));
        Assert.Equal("NotPermitted", Text(engine.Answer(ExitCode.Failure, Trader, "resume"), "refusal"));
        Assert.Equal("NotPermitted", Text(engine.Answer(ExitCode.Failure, Looker, "halt"), "refusal"));
        Assert.Equal("WrongCode", Text(Forge(engine), "refusal"));

        engine.Kill();
        engine.Start();
        var asked = engine.Answer(ExitCode.Success, Trader, "ask", "71");
        Assert.Equal(
            (submitted.GetProperty("input").GetInt64(), true),
            (asked.GetProperty("input").GetInt64(), asked.GetProperty("repeat").GetBoolean()));
        Assert.True(engine.Answer(ExitCode.Success, Trader, "halt", "--key", "72").GetProperty("repeat").GetBoolean());
        Assert.Equal("UnknownKey", Text(engine.Answer(ExitCode.Failure, Trader, "ask", "73"), "refusal"));
        Assert.Equal("TradingStateChanged", Text(engine.Answer(ExitCode.Success, Admin, "resume"), "outcome"));
        engine.Terminate();
        AssertJournal(engine);
    }

    [UnixFact]
    public void Without_an_engine_nothing_is_sent_and_the_exit_code_says_so()
    {
        using var engine = new CommandedProcess();
        var run = engine.Ctl(Admin, "halt", "--timeout", "1");
        Assert.Equal(ExitCode.MissingPrerequisite, run.ExitCode);
    }

    // The journal holds what was refused as well, and a replay makes the same of all of it.
    private static void AssertJournal(CommandedProcess engine)
    {
        var refused = engine.Tool("journal", "grep", "--type", "CommandReceived");
        Assert.Equal((ExitCode.Success, ""), (refused.ExitCode, refused.Error));
        foreach (var refusal in (string[])["NotPermitted", "WrongCode", "Replayed"])
            Assert.Contains(refusal, refused.Output, StringComparison.Ordinal);
        var replay = engine.Tool("replay", "last", "--verify", "--layout", "all");
        Assert.True(replay.ExitCode == ExitCode.Success, replay.Output + replay.Error);
        Assert.Contains("identical", replay.Output, StringComparison.Ordinal);
    }

    private static JsonElement Forge(CommandedProcess engine)
    {
        var forged = engine.PathOf("forged.keys");
        Keygen(forged, Admin, "admin");
        var run = engine.CtlWith(forged, Admin, "flatten");
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) ? value.GetString() : null;
}
