using System.Buffers.Binary;
using System.Security.Cryptography;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Streams.Commands;

/// <summary>
/// The only way for a command into a running engine: looks at every envelope, and lets in what is whole, signed, fresh,
/// permitted and new. One cold thread of its own; owns what it remembers of keys.
/// </summary>
/// <remarks>
/// <para><b>Precedence.</b> An envelope is refused for the first reason, in the order of
/// <see cref="CommandRefusal"/>. Without the right code nothing of it is believed.</para>
/// <para><b>Taking.</b> A command takes two neighboring slots of the input ring: its announcement and itself. Its time
/// is 0: the engine gives it that of the input before it, since sessions run in the time of their market.</para>
/// <para><b>Answers.</b> Of what is journaled, the engine's own output, which leaves when it is durable. Of a question,
/// a full ring, or what comes too often to be journaled, a message in <see cref="Answers"/>; never to somebody whose
/// code was wrong.</para>
/// <para><b>Once.</b> A key is used up when its command is in the ring. It is forgotten after
/// <see cref="CommandGateOptions.KeysRemembered"/> others, and never while its clock would let it in again: before that,
/// the gate is busy. What was sent before the engine started is too old, so that a session need not know the keys of
/// the one before. Another command under a used key is malformed, since the answer to the first is none to it.</para>
/// </remarks>
public sealed class CommandGate
{
    /// <summary>Commands that are taken and not yet answered; beyond, the gate is busy.</summary>
    private const int UnansweredMax = AnswerQueue.Capacity;

    private readonly Dictionary<uint, GateActor> _actors = [];
    private readonly MultiProducerSequencer<EngineEvent> _input;
    private readonly IClock _clock;
    private readonly CommandGateOptions _options;
    private readonly RefusalJournal _refusals;
    private readonly AnswerQueue _noted = new();
    private readonly long _openedNanos;
    private EngineEvent _command;
    private EngineEvent _answer;
    private int _unanswered;
    private long _latestNanos;

    /// <param name="actors">Of the engine's key file; the caller's.</param>
    /// <param name="input">A producer of its own.</param>
    /// <param name="clock">Of the host.</param>
    public CommandGate(
        IEnumerable<ActorKey> actors, MultiProducerSequencer<EngineEvent> input, IClock clock, CommandGateOptions options)
    {
        ArgumentNullException.ThrowIfNull(actors);
        ArgumentNullException.ThrowIfNull(options);
        foreach (var actor in actors) _actors.Add(actor.ActorId, new GateActor(actor, options.KeysRemembered));
        _input = input;
        _clock = clock;
        _options = options;
        _refusals = new RefusalJournal(input, clock, options.RefusalsPerSecond);
        Counters = new CommandCounters(Registry);
        // What an earlier engine may have taken had a clock that was at most so much ahead.
        _openedNanos = clock.NanosSinceEpoch() + AheadNanos;
    }

    public CounterRegistry Registry { get; } = new();

    public CommandCounters Counters { get; }

    /// <summary>What is to be told on the events stream and is in no journal. One other thread takes.</summary>
    public AnswerQueue Answers { get; } = new();

    private long AheadNanos => (long)_options.ClockAheadMax.TotalNanoseconds;

    private long WindowNanos => (long)_options.ClockWindow.TotalNanoseconds;

    /// <summary>Looks at what came from outside.</summary>
    /// <param name="message">Any bytes.</param>
    public void OnEnvelope(ReadOnlySpan<byte> message)
    {
        var seen = new CommandReceived { CommandInput = -1, Count = 1 };
        seen.CommandRefusal = Examine(message, ref seen, out var actor);
        if (seen.CommandRefusal != CommandRefusal.None) Refuse(in seen);
        else if (_command.TemplateId == 0) Answer(actor!, ref seen);
        else Take(actor!, ref seen);
    }

    /// <summary>Whatever need not wait for an envelope. Bounded; never waits.</summary>
    /// <returns>How much that was.</returns>
    public int DoWork()
    {
        var work = 0;
        for (; work < AnswerQueue.Capacity && _noted.TryTake(ref _answer); work++) Settle(in _answer.As<CommandAnswered>());
        return work + _refusals.TellWaiting();
    }

    /// <summary>Before the last input: refusals that were only counted are told.</summary>
    public void Close() => _refusals.TellAll();

    /// <summary>
    /// Sees what the engine has written, behind the journal where there is one: an answer is never about something that
    /// a crash could undo. The thread of the output ring.
    /// </summary>
    public void NoteOutput(ref EngineEvent output)
    {
        Volatile.Write(ref _latestNanos, output.TimestampNanos);
        if (!output.Is<CommandAnswered>() || output.As<CommandAnswered>().CommandRefusal != CommandRefusal.None) return;
        _noted.TryAdd(in output); // There is room: no more are unanswered.
    }

    /// <summary>
    /// Learns from the journal of a session that goes on, record by record and in order, before anything is let in: a
    /// command counts when it was answered, since only then it is an input.
    /// </summary>
    public void Recall(ReadOnlySpan<byte> record)
    {
        if (!_answer.TryRead(record) || !_answer.Is<CommandAnswered>()) return;
        ref var answer = ref _answer.As<CommandAnswered>();
        if (answer.CommandRefusal != CommandRefusal.None || !_actors.TryGetValue(answer.ActorId, out var actor)) return;
        actor.Commands.Add(new RememberedCommand
        {
            Key = answer.CommandKey,
            SentNanos = answer.SentNanos,
            Input = answer.CommandInput,
            TemplateId = answer.CommandTemplateId,
            OutcomeTemplateId = answer.OutcomeTemplateId,
            RejectReason = answer.RejectReason,
            IsAnswered = true,
        });
    }

    private CommandRefusal Examine(ReadOnlySpan<byte> message, ref CommandReceived seen, out GateActor? actor)
    {
        actor = null;
        _command = default;
        if (!SignedEnvelope.TryRead(message, out var envelope)) return CommandRefusal.Malformed;
        seen.CommandKey = envelope.CommandKey;
        seen.SentNanos = envelope.SentNanos;
        seen.ActorId = envelope.ActorId;
        seen.ActorRole = envelope.ActorRole <= ActorRole.Admin ? envelope.ActorRole : ActorRole.None;
        if (envelope.CommandKey == 0 || !TryReadCommand(envelope.Command)) return CommandRefusal.Malformed;
        seen.CommandTemplateId = _command.TemplateId;
        if (!_actors.TryGetValue(envelope.ActorId, out actor)) return CommandRefusal.UnknownActor;
        if (!envelope.IsSignedBy(actor.Key.Key)) return CommandRefusal.WrongCode;
        if (!IsFresh(envelope.SentNanos)) return CommandRefusal.StaleClock;
        if (envelope.SessionId != 0 && envelope.SessionId != _options.SessionId) return CommandRefusal.WrongSession;
        if (envelope.ActorRole != actor.Key.Role) return CommandRefusal.WrongRole;
        if (_command.TemplateId == 0) return CommandRefusal.None; // Anybody known may ask for its own keys.
        return CommandPermissions.Allow(actor.Key, ref _command) ? CommandRefusal.None : CommandRefusal.NotPermitted;
    }

    // A command of another size is of another version of the schema: what it leaves out would be made up.
    private bool TryReadCommand(ReadOnlySpan<byte> command)
    {
        if (command.IsEmpty) return true;
        if (!_command.TryRead(command)) return false;
        var blockBytes = EngineCommands.BlockBytesOf(_command.TemplateId);
        return blockBytes != 0 && command.Length == LatencyEngineMessages.HeaderSize + blockBytes;
    }

    private bool IsFresh(long sentNanos)
    {
        var now = _clock.NanosSinceEpoch();
        return sentNanos > _openedNanos && sentNanos >= now - WindowNanos && sentNanos <= now + AheadNanos;
    }

    private void Take(GateActor actor, ref CommandReceived seen)
    {
        var commands = actor.Commands;
        if (commands.TryFind(seen.CommandKey, out var place))
        {
            if (IsSame(in commands[place])) Describe(ref seen, in commands[place]);
            else seen.CommandRefusal = CommandRefusal.Malformed;
            Refuse(in seen);
        }
        else if (_unanswered == UnansweredMax || !commands.HasRoom(_clock.NanosSinceEpoch() - WindowNanos)
            || !_input.TryClaim(2, out var first))
        {
            seen.CommandRefusal = CommandRefusal.Busy;
            Counters.Of(CommandRefusal.Busy).Increment();
            Tell(in seen);
        }
        else
        {
            Publish(first, in seen);
            commands.Add(new RememberedCommand
            {
                Key = seen.CommandKey,
                SentNanos = seen.SentNanos,
                Input = _options.FirstInputSequence + first + 1,
                TemplateId = seen.CommandTemplateId,
                Digest = DigestOfCommand(),
            });
        }
    }

    // Of what was taken before a restart only the kind is known.
    private bool IsSame(in RememberedCommand before) =>
        before.TemplateId == _command.TemplateId && (before.Digest == 0 || before.Digest == DigestOfCommand());

    // Whoever signed it decides on the actor, and the engine on the time: another attempt may differ in both.
    private ulong DigestOfCommand()
    {
        var command = _command;
        command.TimestampNanos = 0;
        EngineCommands.SetActor(ref command, 0);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(command.AsBytes(), digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    private void Publish(long first, in CommandReceived seen)
    {
        _input[first].Set(in seen);
        ref var slot = ref _input[first + 1];
        slot = _command;
        slot.TimestampNanos = 0;
        EngineCommands.SetActor(ref slot, seen.ActorId);
        _input.Publish(first, first + 1);
        _unanswered++;
        Counters.Taken.Increment();
    }

    // While a command is not answered its answer is on its way, to whoever asks as well.
    private void Answer(GateActor actor, ref CommandReceived seen)
    {
        Counters.Questions.Increment();
        seen.CommandRefusal = CommandRefusal.UnknownKey;
        if (actor.Commands.TryFind(seen.CommandKey, out var place))
        {
            ref var command = ref actor.Commands[place];
            if (!command.IsAnswered) return;
            seen.CommandTemplateId = command.TemplateId;
            Describe(ref seen, in command);
        }

        Tell(in seen);
    }

    private static void Describe(ref CommandReceived seen, in RememberedCommand command)
    {
        seen.CommandRefusal = CommandRefusal.Replayed;
        seen.CommandInput = command.Input;
        seen.OutcomeTemplateId = command.OutcomeTemplateId;
        seen.RejectReason = command.RejectReason;
    }

    private void Refuse(in CommandReceived refused)
    {
        Counters.Of(refused.CommandRefusal).Increment();
        var isJournaled = _refusals.Add(in refused);
        if (!isJournaled && refused.CommandRefusal > CommandRefusal.WrongCode && !IsUnanswered(in refused)) Tell(in refused);
    }

    private bool IsUnanswered(in CommandReceived refused) =>
        refused.CommandRefusal == CommandRefusal.Replayed && refused.OutcomeTemplateId == 0
        && _actors[refused.ActorId].Commands is var commands && commands.TryFind(refused.CommandKey, out var place)
        && !commands[place].IsAnswered;

    private void Settle(in CommandAnswered answer)
    {
        _unanswered--;
        if (!_actors.TryGetValue(answer.ActorId, out var actor)) return;
        if (!actor.Commands.TryFind(answer.CommandKey, out var place)) return;
        ref var command = ref actor.Commands[place];
        command.OutcomeTemplateId = answer.OutcomeTemplateId;
        command.RejectReason = answer.RejectReason;
        command.IsAnswered = true;
    }

    private void Tell(in CommandReceived seen)
    {
        ref var answer = ref _answer.Begin<CommandAnswered>();
        answer.TimestampNanos = Volatile.Read(ref _latestNanos);
        answer.InputSequence = -1; // No input caused it.
        answer.ActorId = seen.ActorId;
        answer.CommandKey = seen.CommandKey;
        answer.SentNanos = seen.SentNanos;
        answer.CommandInput = seen.CommandInput;
        answer.Count = seen.Count;
        answer.CommandTemplateId = seen.CommandTemplateId;
        answer.OutcomeTemplateId = seen.OutcomeTemplateId;
        answer.ActorRole = seen.ActorRole;
        answer.CommandRefusal = seen.CommandRefusal;
        answer.RejectReason = seen.RejectReason;
        if (!Answers.TryAdd(in _answer)) Counters.AnswersDropped.Increment();
    }
}
