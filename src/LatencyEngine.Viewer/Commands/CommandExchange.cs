using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Viewer.Commands;

/// <summary>
/// One command or question on its way, until it is answered or its time is up. The client's own thread.
/// </summary>
/// <remarks>
/// <b>Which answer counts.</b> One that says that the command was taken, whichever attempt it answers; another one only
/// where it answers this attempt. Whoever sees a command can send it again with a broken code and provoke a refusal, so
/// that one which needs no key is believed only when nothing better follows.
/// </remarks>
internal sealed class CommandExchange
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromMilliseconds(200);

    private readonly CommandSigner _signer;
    private readonly EngineEvent _command;
    private readonly byte[] _envelope = new byte[SignedEnvelope.BytesMax];
    private readonly TaskCompletionSource<CommandResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _timeoutNanos;
    private int _envelopeBytes;
    private long _firstSentNanos;
    private long _deadlineNanos;
    private long _repeatNanos;
    private long _doubtedUntilNanos;
    private CommandAnswered _doubted;
    private bool _isSent;
    private bool _wasSent;

    /// <param name="command">An empty slot is a question.</param>
    public CommandExchange(CommandSigner signer, in EngineEvent command, ulong commandKey, TimeSpan timeout)
    {
        _signer = signer;
        _command = command;
        CommandKey = commandKey;
        _timeoutNanos = (long)timeout.TotalNanoseconds;
    }

    public ulong CommandKey { get; }

    public bool IsQuestion => _command.TemplateId == 0;

    public bool IsDone => _completion.Task.IsCompleted;

    public Task<CommandResult> Result => _completion.Task;

    /// <summary>The time runs from here.</summary>
    /// <param name="nowNanos">By the monotonic clock.</param>
    public void Begin(long nowNanos) => _deadlineNanos = nowNanos + _timeoutNanos;

    /// <summary>The bytes to send now, signed only now that somebody takes them; empty where there is nothing to send.</summary>
    /// <param name="nowNanos">By the monotonic clock.</param>
    /// <param name="sentNanos">By the host's clock, greater with each attempt.</param>
    public ReadOnlySpan<byte> ToSend(long nowNanos, long sentNanos)
    {
        var isDue = _envelopeBytes == 0 || (IsQuestion && _isSent && nowNanos >= _repeatNanos);
        if (isDue) Sign(sentNanos);
        return _isSent && !isDue ? [] : _envelope.AsSpan(0, _envelopeBytes);
    }

    /// <summary>The bytes left.</summary>
    public void Sent(long nowNanos)
    {
        _isSent = _wasSent = true;
        _repeatNanos = nowNanos + (long)RepeatEvery.TotalNanoseconds;
    }

    /// <summary>Gives up what will not be answered in time.</summary>
    public void Tick(long nowNanos)
    {
        if (_doubtedUntilNanos != 0 && nowNanos >= _doubtedUntilNanos) Complete(CommandStatus.Refused, _doubted, default);
        else if (nowNanos >= _deadlineNanos) GiveUp();
    }

    /// <summary>Nothing will be answered any more.</summary>
    public void GiveUp() => Complete(_wasSent ? CommandStatus.Unknown : CommandStatus.NotSent, default, default);

    /// <summary>Looks at an answer of the engine.</summary>
    /// <param name="recent">Outputs seen of late.</param>
    public void OnAnswer(in CommandAnswered answer, RecentOutputs recent, long nowNanos)
    {
        if (answer.ActorId != _signer.Actor.ActorId || answer.CommandKey != CommandKey || IsDone) return;
        var isTaken = answer.CommandRefusal == CommandRefusal.None;
        if (!isTaken && (_firstSentNanos == 0 || answer.SentNanos < _firstSentNanos)) return;
        if (answer.CommandRefusal is CommandRefusal.Malformed or CommandRefusal.UnknownActor or CommandRefusal.WrongCode)
            Doubt(in answer, nowNanos);
        else
            Complete(StatusOf(in answer), answer, recent.Find(answer.CommandInput, answer.OutcomeTemplateId));
    }

    private static CommandStatus StatusOf(in CommandAnswered answer)
    {
        if (answer.CommandRefusal is not (CommandRefusal.None or CommandRefusal.Replayed)) return CommandStatus.Refused;
        return answer.RejectReason == RejectReason.None ? CommandStatus.Accepted : CommandStatus.Rejected;
    }

    private void Sign(long sentNanos)
    {
        _envelopeBytes = _signer.Write(in _command, CommandKey, sentNanos, _envelope);
        if (_firstSentNanos == 0) _firstSentNanos = sentNanos;
        _isSent = false;
    }

    private void Doubt(in CommandAnswered answer, long nowNanos)
    {
        if (_doubtedUntilNanos != 0) return;
        _doubted = answer;
        _doubtedUntilNanos = nowNanos + (_timeoutNanos / 4);
    }

    private void Complete(CommandStatus status, CommandAnswered answer, EngineEvent outcome) => _completion.TrySetResult(
        new CommandResult { Status = status, CommandKey = CommandKey, Answer = answer, Outcome = outcome });
}
