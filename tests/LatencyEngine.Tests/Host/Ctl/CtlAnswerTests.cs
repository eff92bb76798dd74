using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host;
using LatencyEngine.Host.Ctl;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Tests.Host.Ctl;

/// <summary>What <c>ctl</c> says of an answer, in words, as JSON and as an exit code.</summary>
public sealed class CtlAnswerTests
{
    private static readonly CtlTarget Target = new()
    {
        KeysFile = "keys", ActorId = 0, CommandsChannel = "commands", EventsChannel = "events", CommandKey = 0,
        Timeout = TimeSpan.FromSeconds(5), AsJson = false,
    };

    [Theory]
    [InlineData(CommandStatus.Accepted, ExitCode.Success)]
    [InlineData(CommandStatus.Rejected, ExitCode.Failure)]
    [InlineData(CommandStatus.Refused, ExitCode.Failure)]
    [InlineData(CommandStatus.NotSent, ExitCode.MissingPrerequisite)]
    [InlineData(CommandStatus.Unknown, ExitCode.Unknown)]
    public void Every_status_has_its_exit_code(CommandStatus status, int code) =>
        Assert.Equal(code, CtlAnswer.CodeOf(new CommandResult { Status = status, CommandKey = 1 }));

    [Fact]
    public void An_accepted_command_is_told_with_its_input_and_outcome()
    {
        var outcome = default(EngineEvent);
        outcome.Begin<OrderAccepted>().OrderId = 9;
        var result = Result(CommandStatus.Accepted, CommandRefusal.None) with { Outcome = outcome };
        Assert.StartsWith("accepted: input 1,234; OrderAccepted ", CtlAnswer.TextOf(result, Target), StringComparison.Ordinal);
        Assert.EndsWith("(key 7)", CtlAnswer.TextOf(result, Target), StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeat_says_that_it_was_not_done_again() => Assert.Equal(
        "accepted: input 1,234, taken before and not again (key 7)",
        CtlAnswer.TextOf(Result(CommandStatus.Accepted, CommandRefusal.Replayed), Target));

    [Fact]
    public void What_is_not_known_says_how_to_ask() => Assert.Equal(
        "unknown: no answer within 5 s, or interrupted; './run.ps1 ctl ask 7' tells what became of it",
        CtlAnswer.TextOf(Result(CommandStatus.Unknown, CommandRefusal.None), Target));

    [Fact]
    public void Every_refusal_is_explained()
    {
        var texts = Enum.GetValues<CommandRefusal>().Where(refusal => refusal != CommandRefusal.None)
            .Select(refusal => CtlAnswer.TextOf(Result(CommandStatus.Refused, refusal), Target)).ToArray();
        Assert.Equal(texts.Length, texts.Distinct().Count());
    }

    [Fact]
    public void As_JSON_it_names_the_reason()
    {
        var result = Result(CommandStatus.Rejected, CommandRefusal.None);
        result = result with { Answer = result.Answer with { RejectReason = RejectReason.PriceOutsideBand } };
        var json = JsonDocument.Parse(CtlAnswer.JsonOf(result)).RootElement;
        Assert.Equal("rejected", json.GetProperty("status").GetString());
        Assert.Equal(7UL, json.GetProperty("key").GetUInt64());
        Assert.Equal(1_234, json.GetProperty("input").GetInt64());
        Assert.Equal("PriceOutsideBand", json.GetProperty("rejectReason").GetString());
    }

    private static CommandResult Result(CommandStatus status, CommandRefusal refusal)
    {
        var answer = CommandAnswered.Create();
        answer.CommandInput = 1_234;
        answer.CommandRefusal = refusal;
        return new CommandResult { Status = status, CommandKey = 7, Answer = answer };
    }
}
