using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Streams.Commands;
using LatencyEngine.TestKit;
using LatencyEngine.Viewer.Commands;
using static LatencyEngine.Tests.Streams.Commands.CommandedEngine;

namespace LatencyEngine.Tests.Streams.Commands;

/// <summary>What gets through a gate, why the rest does not, and what is answered.</summary>
public sealed class CommandGateTests : IDisposable
{
    private readonly CommandedEngine _engine = new();

    public CommandGateTests() => _engine.Journal.Clear();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_good_command_is_the_next_input_after_its_announcement_and_is_answered_last()
    {
        _engine.Send(Trader, Buy(3, clientOrderId: 77), key: 10);
        Assert.Equal(
            [CommandReceived.TemplateId, SubmitOrder.TemplateId, LedgerPosted.TemplateId, OrderAccepted.TemplateId,
                CommandAnswered.TemplateId],
            _engine.Journal.Select(e => (int)e.TemplateId));
        Assert.Equal(Trader.ActorId, _engine.Journal[1].As<SubmitOrder>().ActorId);
        var answer = _engine.Journal[^1].As<CommandAnswered>();
        Assert.Equal(answer.InputSequence, answer.CommandInput);
        Assert.Equal(
            (10UL, CommandRefusal.None, SubmitOrder.TemplateId, OrderAccepted.TemplateId, RejectReason.None),
            (answer.CommandKey, answer.CommandRefusal, answer.CommandTemplateId, answer.OutcomeTemplateId, answer.RejectReason));
    }

    [Fact]
    public void What_risk_refuses_was_taken_and_is_answered_with_the_reason()
    {
        _engine.Send(Trader, Buy(0, clientOrderId: 77), key: 10);
        var answer = _engine.TakeAnswer();
        Assert.Equal(
            (CommandRefusal.None, OrderRejected.TemplateId), (answer.CommandRefusal, answer.OutcomeTemplateId));
        Assert.NotEqual(RejectReason.None, answer.RejectReason);
    }

    [Fact]
    public void A_command_gets_the_time_of_the_input_before_it()
    {
        _engine.Quote();
        var time = _engine.Journal[^1].TimestampNanos;
        _engine.Journal.Clear();
        _engine.Send(Trader, Buy(1, 1), key: 10);
        Assert.All(_engine.Journal, e => Assert.Equal(time, e.TimestampNanos));
    }

    [Fact]
    public void Whoever_is_named_in_a_command_its_actor_is_who_signed()
    {
        var command = Buy(1, 1);
        command.As<SubmitOrder>().ActorId = Admin.ActorId;
        _engine.Send(Trader, command, key: 10);
        Assert.Equal(Trader.ActorId, _engine.Journal[1].As<SubmitOrder>().ActorId);
    }

    [Fact]
    public void Bytes_that_are_no_envelope_are_malformed() => AssertRefused(new byte[200], CommandRefusal.Malformed);

    [Fact]
    public void A_command_without_a_key_is_malformed()
    {
        var envelope = _engine.Envelope(Trader, Buy(1, 1), key: 10);
        envelope.AsSpan(16, 8).Clear();
        AssertRefused(envelope, CommandRefusal.Malformed);
    }

    [Fact]
    public void A_message_that_is_no_command_is_malformed()
    {
        var closing = default(EngineEvent);
        closing.Begin<SessionClosing>();
        AssertRefused(_engine.Envelope(Admin, closing, key: 10), CommandRefusal.Malformed);
    }

    [Fact]
    public void An_actor_without_a_key_is_unknown() =>
        AssertRefused(_engine.Envelope(Actor(99, ActorRole.Admin), Buy(1, 1), key: 10), CommandRefusal.UnknownActor);

    [Fact]
    public void Another_key_makes_another_code()
    {
        using var forger = new ActorKey(Trader.ActorId, ActorRole.Trader, "forger", new byte[32], []);
        AssertRefused(_engine.Envelope(forger, Buy(1, 1), key: 10), CommandRefusal.WrongCode);
    }

    [Theory]
    [InlineData(-31)]
    [InlineData(3)]
    public void A_clock_that_is_too_far_away_is_stale(long secondsOff)
    {
        _engine.Clock.Advance(60 * Second);
        var sent = _engine.Clock.NanosSinceEpoch() + (secondsOff * Second);
        AssertRefused(_engine.Envelope(Trader, Buy(1, 1), 10, sent), CommandRefusal.StaleClock);
    }

    [Fact]
    public void Another_command_under_a_used_key_is_malformed_and_the_same_one_is_replayed()
    {
        _engine.Send(Trader, Buy(1, 1), key: 10);
        _engine.Journal.Clear();
        _engine.Send(Trader, Buy(2, 1), key: 10);
        Assert.Equal(CommandRefusal.Malformed, _engine.TakeAnswer().CommandRefusal);
        var again = Buy(1, 1);
        again.TimestampNanos = 5;
        _engine.Send(Trader, again, key: 10);
        Assert.Equal(CommandRefusal.Replayed, _engine.TakeAnswer().CommandRefusal);
    }

    [Fact]
    public void What_was_sent_before_the_engine_started_is_stale() =>
        AssertRefused(_engine.Envelope(Trader, Buy(1, 1), 10, StartNanos + 500_000_000), CommandRefusal.StaleClock);

    [Fact]
    public void A_command_for_another_session_is_refused_and_one_for_this_is_not()
    {
        AssertRefused(_engine.Envelope(Trader, Buy(1, 1), 10, session: Session + 1), CommandRefusal.WrongSession);
        _engine.Receive(_engine.Envelope(Trader, Buy(1, 1), 11, session: Session));
        Assert.Equal(CommandRefusal.None, _engine.TakeAnswer().CommandRefusal);
    }

    [Fact]
    public void A_role_that_is_not_the_actor_s_is_refused()
    {
        using var climber = new ActorKey(Trader.ActorId, ActorRole.Admin, "climber", Trader.Key, []);
        AssertRefused(_engine.Envelope(climber, State(TradingState.Active, rearm: 1), 10), CommandRefusal.WrongRole);
    }

    [Fact]
    public void A_role_without_the_right_is_refused()
    {
        AssertRefused(_engine.Envelope(Looker, Buy(1, 1), 10), CommandRefusal.NotPermitted);
        AssertRefused(_engine.Envelope(Trader, State(TradingState.Active, rearm: 1), 11), CommandRefusal.NotPermitted);
    }

    [Fact]
    public void An_actor_with_accounts_touches_no_others()
    {
        AssertRefused(_engine.Envelope(Owner, Buy(1, 1, OtherAccount), 10), CommandRefusal.NotPermitted);
        AssertRefused(_engine.Envelope(Owner, State(TradingState.Halted), 11), CommandRefusal.NotPermitted);
        _engine.Send(Owner, Buy(1, 1), 12);
        Assert.Equal(CommandRefusal.None, _engine.TakeAnswer().CommandRefusal);
    }

    [Fact]
    public void A_command_that_comes_twice_is_done_once_and_told_twice()
    {
        var envelope = _engine.Envelope(Trader, Buy(1, 1), key: 10);
        _engine.Receive(envelope);
        var taken = _engine.TakeAnswer();
        _engine.Receive(envelope);
        Assert.DoesNotContain(_engine.Journal, e => e.Is<SubmitOrder>());
        Assert.Equal(CommandRefusal.Replayed, _engine.Received().CommandRefusal);
        var again = _engine.TakeAnswer();
        Assert.Equal(
            (CommandRefusal.Replayed, taken.CommandInput, OrderAccepted.TemplateId),
            (again.CommandRefusal, again.CommandInput, again.OutcomeTemplateId));
    }

    [Fact]
    public void Keys_of_different_actors_are_different_keys()
    {
        _engine.Send(Trader, Buy(1, 1), key: 10);
        _engine.Send(Admin, Buy(1, 2), key: 10);
        Assert.All(_engine.Answers, answer => Assert.Equal(CommandRefusal.None, answer.CommandRefusal));
        Assert.Equal(2, _engine.Answers.Count());
    }

    [Fact]
    public void A_question_is_answered_with_what_became_of_the_key_and_leaves_no_trace()
    {
        _engine.Send(Trader, Buy(1, 1), key: 10);
        var taken = _engine.TakeAnswer();
        _engine.Send(Trader, default, key: 10);
        Assert.Empty(_engine.Journal);
        var told = _engine.TakeAnswer();
        Assert.Equal(
            (CommandRefusal.Replayed, taken.CommandInput, OrderAccepted.TemplateId, SubmitOrder.TemplateId, -1L),
            (told.CommandRefusal, told.CommandInput, told.OutcomeTemplateId, told.CommandTemplateId, told.InputSequence));
    }

    [Fact]
    public void A_question_for_a_key_that_was_never_used_is_answered_so()
    {
        _engine.Send(Looker, default, key: 10);
        Assert.Equal(CommandRefusal.UnknownKey, _engine.TakeAnswer().CommandRefusal);
    }

    [Fact]
    public void A_question_for_a_command_on_its_way_waits_for_its_answer()
    {
        _engine.Gate.OnEnvelope(_engine.Envelope(Trader, Buy(1, 1), key: 10));
        _engine.Gate.OnEnvelope(_engine.Envelope(Trader, default, key: 10));
        Assert.Empty(_engine.Told());
        _engine.Run();
        Assert.Equal(CommandRefusal.None, _engine.TakeAnswer().CommandRefusal);
    }

    [Fact]
    public void A_full_ring_makes_the_gate_busy_and_the_key_stays_free()
    {
        for (var i = 0; i < 32; i++) _engine.Gate.OnEnvelope(_engine.Envelope(Trader, Buy(1, (ulong)i), key: 100 + (ulong)i));
        var late = _engine.Envelope(Trader, Buy(1, 200), key: 10);
        _engine.Gate.OnEnvelope(late);
        Assert.Equal(CommandRefusal.Busy, Assert.Single(_engine.Told()).CommandRefusal);
        _engine.Run();
        _engine.Journal.Clear();
        _engine.Receive(late);
        Assert.Equal(CommandRefusal.None, _engine.TakeAnswer().CommandRefusal);
    }

    [Fact]
    public void A_key_is_not_forgotten_while_its_clock_would_let_it_in_again()
    {
        using var engine = new CommandedEngine(options: new CommandGateOptions { KeysRemembered = 2 });
        engine.Send(Trader, Buy(1, 1), 1);
        engine.Send(Trader, Buy(1, 2), 2);
        engine.Journal.Clear();
        engine.Send(Trader, Buy(1, 3), 3);
        Assert.Equal(CommandRefusal.Busy, engine.TakeAnswer().CommandRefusal);
        engine.Clock.Advance(31 * Second);
        engine.Send(Trader, Buy(1, 3), 3);
        Assert.Equal(CommandRefusal.None, engine.TakeAnswer().CommandRefusal);
    }

    [Fact]
    public void Of_several_reasons_the_first_is_told()
    {
        using var nobody = Actor(99, ActorRole.Viewer);
        var old = _engine.Clock.NanosSinceEpoch() - (100 * Second);
        AssertRefused(_engine.Envelope(nobody, Buy(1, 1), 10, old, Session + 1), CommandRefusal.UnknownActor);
        using var forger = new ActorKey(Looker.ActorId, ActorRole.Admin, "forger", new byte[32], []);
        AssertRefused(_engine.Envelope(forger, Buy(1, 1), 10, old, Session + 1), CommandRefusal.WrongCode);
        using var climber = new ActorKey(Looker.ActorId, ActorRole.Admin, "climber", Looker.Key, []);
        AssertRefused(_engine.Envelope(climber, Buy(1, 1), 10, old, Session + 1), CommandRefusal.StaleClock);
        AssertRefused(_engine.Envelope(climber, Buy(1, 1), 10, session: Session + 1), CommandRefusal.WrongSession);
        AssertRefused(_engine.Envelope(climber, Buy(1, 1), 10), CommandRefusal.WrongRole);
        AssertRefused(_engine.Envelope(Looker, Buy(1, 1), 10), CommandRefusal.NotPermitted);
    }

    [Fact]
    public void No_bit_of_an_envelope_can_change()
    {
        var envelope = _engine.Envelope(Trader, Buy(1, 1), key: 10, session: Session);
        for (var bit = 0; bit < envelope.Length * 8; bit++)
        {
            envelope[bit / 8] ^= (byte)(1 << (bit % 8));
            _engine.Receive(envelope);
            envelope[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.DoesNotContain(_engine.Journal, e => e.Is<SubmitOrder>());
        Assert.Equal(0, _engine.Gate.Counters.Taken.Value);
        Assert.Equal(envelope.Length * 8, _engine.Gate.Counters.Refused);
    }

    [Fact]
    public void An_envelope_that_is_cut_anywhere_is_refused()
    {
        var envelope = _engine.Envelope(Trader, Buy(1, 1), key: 10);
        for (var length = 0; length < envelope.Length; length++) _engine.Receive(envelope.AsSpan(0, length));
        Assert.Equal(envelope.Length, _engine.Gate.Counters.Of(CommandRefusal.Malformed).Value);
    }

    [Fact]
    public void Random_bytes_do_no_harm()
    {
        var random = new Random(7);
        var bytes = new byte[300];
        var whole = _engine.Envelope(Trader, Buy(1, 1), key: 10);
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            var length = random.Next(bytes.Length + 1);
            if (i % 2 == 0) whole.AsSpan(0, Math.Min(length, 71)).CopyTo(bytes);
            _engine.Receive(bytes.AsSpan(0, length));
        }

        Assert.Equal(0, _engine.Gate.Counters.Taken.Value);
    }

    [Fact]
    public void Looking_at_a_command_does_not_allocate()
    {
        var good = _engine.Envelope(Trader, Buy(1, 1), key: 10);
        var wrong = _engine.Envelope(Looker, Buy(1, 1), key: 10);
        _engine.Receive(good);
        _engine.Receive(wrong);
        Allocation.AssertNone(() =>
        {
            _engine.Gate.OnEnvelope(good);
            _engine.Gate.OnEnvelope(wrong);
            _engine.Gate.DoWork();
        });
    }

    private void AssertRefused(ReadOnlySpan<byte> envelope, CommandRefusal expected)
    {
        _engine.Clock.Advance(Second); // So that each refusal of a kind is journaled by itself.
        _engine.Journal.Clear();
        _engine.Receive(envelope);
        Assert.Equal([CommandReceived.TemplateId, CommandAnswered.TemplateId], _engine.Journal.Select(e => (int)e.TemplateId));
        Assert.Equal(expected, _engine.Received().CommandRefusal);
        var answer = _engine.TakeAnswer();
        Assert.Equal((expected, -1L, 1UL), (answer.CommandRefusal, answer.CommandInput, answer.Count));
        Assert.True(_engine.Gate.Counters.Of(expected).Value > 0);
    }
}
