using System.Text;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Host.Text;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Host.Ctl;

/// <summary>What became of a command, for people, for programs, and as an exit code. Pure.</summary>
internal static class CtlAnswer
{
    public static int CodeOf(CommandResult result) => result.Status switch
    {
        CommandStatus.Accepted => ExitCode.Success,
        CommandStatus.Rejected or CommandStatus.Refused => ExitCode.Failure,
        CommandStatus.NotSent => ExitCode.MissingPrerequisite,
        _ => ExitCode.Unknown,
    };

    public static void Write(CommandResult result, CtlTarget target, TextWriter output) =>
        output.WriteLine(target.AsJson ? JsonOf(result) : TextOf(result, target));

    internal static string TextOf(CommandResult result, CtlTarget target)
    {
        var answer = result.Answer;
        var repeat = result.IsRepeat ? ", taken before and not again" : "";
        var taken = $"input {Amounts.Count(answer.CommandInput)}{repeat}{Outcome(result)} (key {result.CommandKey})";
        return result.Status switch
        {
            CommandStatus.Accepted => $"accepted: {taken}",
            CommandStatus.Rejected => $"rejected: {answer.RejectReason}, {taken}",
            CommandStatus.Refused => $"refused: {answer.CommandRefusal}: {Explain(answer.CommandRefusal)} (key {result.CommandKey})",
            CommandStatus.NotSent =>
                $"not sent: no engine takes commands at {target.CommandsChannel} and tells events at {target.EventsChannel}",
            _ => $"unknown: no answer within {target.Timeout.TotalSeconds:0.###} s, or interrupted; "
                + $"'./run.ps1 ctl ask {result.CommandKey}' tells what became of it",
        };
    }

    internal static string JsonOf(CommandResult result)
    {
        var answer = result.Answer;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("status", ChoiceType.WordOf(result.Status));
            json.WriteNumber("key", result.CommandKey);
            if (result.Status is CommandStatus.Accepted or CommandStatus.Rejected) json.WriteNumber("input", answer.CommandInput);
            if (result.IsRepeat) json.WriteBoolean("repeat", true);
            if (result.Status == CommandStatus.Refused) json.WriteString("refusal", answer.CommandRefusal.ToString());
            if (answer.RejectReason != RejectReason.None) json.WriteString("rejectReason", answer.RejectReason.ToString());
            if (answer.OutcomeTemplateId != 0) WriteOutcome(result, json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void WriteOutcome(CommandResult result, Utf8JsonWriter json)
    {
        json.WriteString("outcome", LatencyEngineMessages.NameOf(result.Answer.OutcomeTemplateId));
        if (result.Outcome.TemplateId == 0) return;
        json.WritePropertyName("values");
        var outcome = result.Outcome;
        LatencyEngineMessages.TryWriteJson(outcome.AsBytes(), json, out _);
    }

    private static string Outcome(CommandResult result)
    {
        if (result.Outcome.TemplateId != 0) return $"; {result.Outcome}";
        var name = LatencyEngineMessages.NameOf(result.Answer.OutcomeTemplateId);
        return name.IsEmpty ? "" : $"; {Encoding.UTF8.GetString(name)}";
    }

    private static string Explain(CommandRefusal refusal) => refusal switch
    {
        CommandRefusal.Malformed => "its bytes are no command that this engine knows, "
            + "or the key was used for another command",
        CommandRefusal.UnknownActor => "the engine's key file has no such actor",
        CommandRefusal.WrongCode => "the engine's key file has another key for this actor",
        CommandRefusal.StaleClock => "the clocks of both hosts are too far apart, or the engine has only just started",
        CommandRefusal.WrongSession => "another session runs",
        CommandRefusal.WrongRole => "the engine's key file has another role for this actor",
        CommandRefusal.NotPermitted => "the role, or the actor for this account, may not give this command",
        CommandRefusal.UnknownKey => "no command is known (any more) under this key: it was never taken, or the engine "
            + "has forgotten it since, by a later session, a shortened log or many newer keys",
        CommandRefusal.Busy => "there was no room and nothing was done; the same key may be sent again",
        _ => "the key was used before",
    };
}
