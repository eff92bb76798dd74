using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Tests.Streams.Commands;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Tests.Viewer.Commands;

/// <summary>What a client makes of answers, late ones, wrong ones and none: against a real gate, without sockets.</summary>
public sealed class CommandPostboxTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly CommandedEngine _engine = new();
    private readonly ManualClock _clock;
    private readonly CommandPostbox _postbox;
    private readonly CommandSigner _signer = new(CommandedEngine.Trader);
    private readonly List<byte[]> _sent = [];

    public CommandPostboxTests()
    {
        _clock = _engine.Clock;
        _postbox = new CommandPostbox(_clock, exchangesMax: 4);
        _engine.Journal.Clear();
    }

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void A_command_that_the_engine_takes_is_accepted_with_its_outcome()
    {
        var result = Post(CommandedEngine.Buy(1, 77), key: 5);
        Exchange();
        Assert.Equal(CommandStatus.Accepted, result.Result.Status);
        Assert.Equal(77UL, result.Result.Outcome.As<OrderAccepted>().ClientOrderId);
    }

    [Fact]
    public void A_command_that_risk_refuses_is_rejected()
    {
        var result = Post(CommandedEngine.Buy(0, 77), key: 5);
        Exchange();
        Assert.Equal(CommandStatus.Rejected, result.Result.Status);
        Assert.Equal(result.Result.Answer.RejectReason, result.Result.Outcome.As<OrderRejected>().RejectReason);
    }

    [Fact]
    public void A_command_without_the_right_is_refused()
    {
        var result = Post(CommandedEngine.State(TradingState.Active, rearm: 1), key: 5);
        Exchange();
        Assert.Equal((CommandStatus.Refused, CommandRefusal.NotPermitted), (result.Result.Status, result.Result.Answer.CommandRefusal));
    }

    [Fact]
    public void A_second_attempt_under_the_same_key_is_accepted_as_a_repeat()
    {
        _ = Post(CommandedEngine.Buy(1, 77), key: 5);
        Exchange();
        _clock.Advance(1);
        var again = Post(CommandedEngine.Buy(1, 77), key: 5);
        Exchange();
        Assert.Equal((CommandStatus.Accepted, true), (again.Result.Status, again.Result.IsRepeat));
    }

    [Fact]
    public void Without_an_answer_it_is_unknown_and_asking_by_the_key_tells()
    {
        var result = Post(CommandedEngine.Buy(1, 77), key: 5);
        Send();
        _engine.Receive(_sent[^1]); // The engine takes it, and its answer is lost.
        _engine.Journal.Clear();
        _clock.Advance((long)Timeout.TotalNanoseconds);
        Send();
        Assert.Equal((CommandStatus.Unknown, 5UL), (result.Result.Status, result.Result.CommandKey));
        var asked = Post(default, key: 5);
        Exchange();
        Assert.Equal((CommandStatus.Accepted, true), (asked.Result.Status, asked.Result.IsRepeat));
        Assert.Equal(OrderAccepted.TemplateId, asked.Result.Answer.OutcomeTemplateId);
    }

    [Fact]
    public void A_key_that_was_never_taken_is_refused_as_unknown()
    {
        var asked = Post(default, key: 5);
        Exchange();
        Assert.Equal((CommandStatus.Refused, CommandRefusal.UnknownKey), (asked.Result.Status, asked.Result.Answer.CommandRefusal));
    }

    [Fact]
    public void While_nobody_listens_nothing_is_signed_and_in_the_end_nothing_was_sent()
    {
        var result = Post(CommandedEngine.Buy(1, 77), key: 5);
        _postbox.Send(null);
        _clock.Advance((long)Timeout.TotalNanoseconds);
        _postbox.Send(null);
        Assert.Equal(CommandStatus.NotSent, result.Result.Status);
    }

    [Fact]
    public void A_stream_without_room_is_tried_again_with_the_same_envelope()
    {
        var result = Post(CommandedEngine.Buy(1, 77), key: 5);
        var tried = new List<byte[]>();
        for (var i = 0; i < 3; i++)
            _postbox.Send(envelope =>
            {
                tried.Add(envelope.ToArray());
                return false;
            });
        Exchange();
        Assert.All(tried, envelope => Assert.Equal(_sent[0], envelope));
        Assert.Equal(CommandStatus.Accepted, result.Result.Status);
    }

    [Fact]
    public void A_question_is_asked_again_until_it_is_answered()
    {
        _ = Post(default, key: 5);
        Send();
        _clock.Advance(100_000_000);
        Send();
        Assert.Single(_sent);
        _clock.Advance(100_000_000);
        Send();
        Assert.Equal(2, _sent.Count);
        Assert.NotEqual(_sent[0], _sent[1]);
    }

    [Fact]
    public void A_forged_copy_of_a_command_does_not_make_its_sender_believe_that_it_was_refused()
    {
        var result = Post(CommandedEngine.Buy(1, 77), key: 5);
        Send();
        var forged = _sent[0].ToArray();
        forged[^1] ^= 1;
        _engine.Receive(forged);
        _engine.Receive(_sent[0]);
        Listen();
        Assert.Equal(CommandStatus.Accepted, result.Result.Status);
    }

    [Fact]
    public void A_code_that_is_really_wrong_is_told_when_nothing_better_comes()
    {
        using var forger = new ActorKey(CommandedEngine.Trader.ActorId, ActorRole.Trader, "forger", new byte[32], []);
        var exchange = new CommandExchange(new CommandSigner(forger), CommandedEngine.Buy(1, 77), 5, Timeout);
        var result = new Reply(_postbox.Post(exchange));
        Exchange();
        Assert.False(result.IsCompleted);
        _clock.Advance((long)Timeout.TotalNanoseconds / 4);
        Send();
        Assert.Equal((CommandStatus.Refused, CommandRefusal.WrongCode), (result.Result.Status, result.Result.Answer.CommandRefusal));
    }

    [Fact]
    public void The_answer_to_an_earlier_attempt_is_not_taken_for_that_of_a_later_one()
    {
        var refused = default(EngineEvent);
        ref var answer = ref refused.Begin<CommandAnswered>();
        answer.ActorId = CommandedEngine.Trader.ActorId;
        answer.CommandKey = 5;
        answer.SentNanos = _clock.NanosSinceEpoch() - 1;
        answer.CommandRefusal = CommandRefusal.Busy;
        var result = Post(CommandedEngine.Buy(1, 77), key: 5);
        Send();
        _postbox.OnEvent(refused.AsBytes());
        Assert.False(result.IsCompleted);
        _engine.Receive(_sent[0]);
        Listen();
        Assert.Equal(CommandStatus.Accepted, result.Result.Status);
    }

    [Fact]
    public void Answers_to_others_are_theirs()
    {
        var result = Post(CommandedEngine.Buy(1, 77), key: 5);
        Send();
        _engine.Send(CommandedEngine.Admin, CommandedEngine.Buy(1, 78), key: 5);
        Listen();
        Assert.False(result.IsCompleted);
    }

    [Fact]
    public void More_than_so_many_are_not_taken_and_room_comes_back()
    {
        var posted = Enumerable.Range(1, 4).Select(key => Post(CommandedEngine.Buy(1, (ulong)key), (ulong)key)).ToArray();
        Assert.Throws<InvalidOperationException>(() => Post(CommandedEngine.Buy(1, 5), 5));
        Exchange();
        Assert.All(posted, reply => Assert.Equal(CommandStatus.Accepted, reply.Result.Status));
        Assert.NotNull(Post(CommandedEngine.Buy(1, 5), 5));
    }

    [Fact]
    public void Whoever_waits_at_the_end_is_told_that_nobody_knows()
    {
        var sent = Post(CommandedEngine.Buy(1, 1), 1);
        Send();
        var unsent = Post(CommandedEngine.Buy(1, 2), 2);
        _postbox.GiveUp();
        Assert.Equal((CommandStatus.Unknown, CommandStatus.NotSent), (sent.Result.Status, unsent.Result.Status));
    }

    private Reply Post(in EngineEvent command, ulong key) =>
        new(_postbox.Post(new CommandExchange(_signer, in command, key, Timeout)));

    private void Send() => _postbox.Send(envelope =>
    {
        _sent.Add(envelope.ToArray());
        return true;
    });

    private void Exchange()
    {
        var before = _sent.Count;
        Send();
        foreach (var envelope in _sent.Skip(before).ToArray()) _engine.Receive(envelope);
        Listen();
        Send();
    }

    private void Listen()
    {
        foreach (var e in _engine.Journal) _postbox.OnEvent(e.AsBytes());
        _engine.Journal.Clear();
        var answer = default(EngineEvent);
        while (_engine.Gate.Answers.TryTake(ref answer)) _postbox.OnEvent(answer.AsBytes());
    }

    /// <summary>What came of a command so far: the test is on the thread that completes it.</summary>
    private sealed class Reply(Task<CommandResult> task)
    {
        public bool IsCompleted => task.IsCompletedSuccessfully;

        public CommandResult Result
        {
            get
            {
                Assert.True(IsCompleted, "There is no answer yet.");
                return task.GetAwaiter().GetResult();
            }
        }
    }
}
