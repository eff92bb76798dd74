using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Outputs;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Answers commands from outside: a refused one at once, a taken one as the last output of the input that it is, so
/// that the answer already says what came of it. The matching stage's thread; owns the announcement in hand.
/// </summary>
/// <remarks>
/// A taken command is announced by <see cref="CommandReceived"/>, and is the next input. Only a crash comes between
/// the two: then the next input is another one, nothing was done, and that is the answer.
/// </remarks>
public sealed class CommandAnswers(OutputWriter outputs)
{
    private CommandReceived _taken;
    private bool _isTaken;

    /// <summary>Whether the next input should be a command that was announced.</summary>
    public bool IsAwaiting => _isTaken;

    /// <summary>An announcement: of a command, or that there was none.</summary>
    public void Apply(in CommandReceived received)
    {
        _taken = received;
        _isTaken = received.CommandRefusal == CommandRefusal.None;
        if (!_isTaken) Write(received.CommandInput, received.CommandRefusal, received.OutcomeTemplateId, received.RejectReason);
    }

    /// <summary>Looks at the input after an announcement.</summary>
    /// <returns>Whether it is the command, to be answered when it is done.</returns>
    public bool Begin(ref EngineEvent input)
    {
        _isTaken = false;
        var isCommand = input.TemplateId == _taken.CommandTemplateId && EngineCommands.ActorOf(ref input) == _taken.ActorId;
        if (isCommand) outputs.Keep();
        else Write(-1, CommandRefusal.Busy, 0, RejectReason.None);
        return isCommand;
    }

    /// <summary>Answers the command, after everything else that it caused at once.</summary>
    public void End(ref EngineEvent command)
    {
        foreach (ref var output in outputs.Kept)
        {
            if (!CommandOutcome.Tells(ref output, ref command)) continue;
            Write(outputs.InputSequence, CommandRefusal.None, output.TemplateId, CommandOutcome.ReasonOf(ref output));
            return;
        }

        Write(outputs.InputSequence, CommandRefusal.None, 0, RejectReason.None);
    }

    // A session that nobody commands has the hash that it always had.
    public void AddTo(ref StateHash hash)
    {
        if (_isTaken) hash.Add(_taken.AsBytes());
    }

    private void Write(long commandInput, CommandRefusal refusal, ushort outcome, RejectReason reason)
    {
        ref var answer = ref outputs.Begin<CommandAnswered>();
        answer.ActorId = _taken.ActorId;
        answer.CommandKey = _taken.CommandKey;
        answer.SentNanos = _taken.SentNanos;
        answer.CommandInput = commandInput;
        answer.Count = _taken.Count;
        answer.CommandTemplateId = _taken.CommandTemplateId;
        answer.OutcomeTemplateId = outcome;
        answer.ActorRole = _taken.ActorRole;
        answer.CommandRefusal = refusal;
        answer.RejectReason = reason;
        outputs.End();
    }
}
