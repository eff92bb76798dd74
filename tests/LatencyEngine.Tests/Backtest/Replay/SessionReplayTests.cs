using System.Buffers.Binary;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using LatencyEngine.Tests.Trading.Pipeline;
using LatencyEngine.Trading;

namespace LatencyEngine.Tests.Backtest.Replay;

/// <summary>A replay says <c>identical</c> when it is, and otherwise what differs first.</summary>
public sealed class SessionReplayTests
{
    private const int Seed = 2;
    private const int SchemaHeaderBytes = 8;

    private static readonly RecordedSession _session = RecordedSession.Record(Seed, 3_000);

    [Fact]
    public void A_session_replays_identically()
    {
        var result = Replay(_session);
        Assert.Equal(ReplayOutcome.Identical, result.Outcome);
        Assert.Equal(Count(RecordKind.Input), result.Inputs);
        Assert.Equal(Count(RecordKind.Output), result.Outputs);
        Assert.Equal(_session.LastSequence, result.LastSequence);
        var ended = default(EngineEvent);
        Assert.True(ended.TryRead(_session.Messages[^1]));
        Assert.Equal(ended.As<SessionEnded>().StateHash, result.StateHash);
    }

    [Theory, InlineData(40), InlineData(700), InlineData(4_000)]
    public void A_changed_field_is_named_with_both_values(int from)
    {
        var at = Enumerable.Range(from, 9_999).First(i => TemplateAt(i) == OrderAccepted.TemplateId);
        var accepted = default(EngineEvent);
        Assert.True(accepted.TryRead(_session.Messages[at]));
        var quantity = accepted.As<OrderAccepted>().Quantity;
        accepted.As<OrderAccepted>().Quantity = quantity + 1;
        var changed = _session.With(messages => messages[at] = accepted.AsBytes().ToArray());
        var difference = DifferenceOf(changed);
        Assert.Equal(RecordedSession.FirstSequence + at, difference.Sequence);
        Assert.Equal(("OrderAccepted", "quantity"), (difference.Message, difference.Field));
        Assert.Contains($"{quantity + 1}", difference.Recorded, StringComparison.Ordinal);
        Assert.Contains($"{quantity}", difference.Executed, StringComparison.Ordinal);
        var cause = (int)(difference.InputSequence - RecordedSession.FirstSequence);
        Assert.Equal(RecordKind.Input, _session.KindAt(cause));
        Assert.Equal(at - cause - 1, difference.OutputIndex);
        Assert.Equal(
            Enumerable.Range(0, cause).Count(i => _session.KindAt(i) == RecordKind.Input), difference.InputIndex);
    }

    [Fact]
    public void Every_flipped_bit_of_an_output_is_found()
    {
        var at = _session.Find(120, isOutput: true);
        var session = _session.CutAfter(at + 2);
        for (var bit = 8 * SchemaHeaderBytes; bit < 8 * _session.Messages[at].Length; bit += 5)
        {
            var position = bit;
            var changed = session.With(messages => messages[at][position / 8] ^= (byte)(1 << (position % 8)));
            Assert.Equal(RecordedSession.FirstSequence + at, DifferenceOf(changed).Sequence);
        }
    }

    [Fact]
    public void A_missing_output_is_a_difference()
    {
        var at = _session.Find(700, isOutput: true);
        while (_session.KindAt(at + 1) == RecordKind.Output) at++;
        var difference = DifferenceOf(_session.With(messages => messages.RemoveAt(at)));
        Assert.Equal("message", difference.Field);
        Assert.Equal("nothing", difference.Recorded);
    }

    [Fact]
    public void An_output_too_many_is_a_difference()
    {
        var at = _session.Find(700, isOutput: true);
        while (_session.KindAt(at + 1) == RecordKind.Output) at++;
        var difference = DifferenceOf(_session.With(messages => messages.Insert(at + 1, messages[at])));
        Assert.Equal(("message", "nothing"), (difference.Field, difference.Executed));
        Assert.Equal(RecordedSession.FirstSequence + at + 1, difference.Sequence);
    }

    [Fact]
    public void A_changed_input_shows_in_what_follows()
    {
        var at = Enumerable.Range(700, 9_999).First(i => TemplateAt(i) == SubmitOrder.TemplateId);
        var submit = default(EngineEvent);
        Assert.True(submit.TryRead(_session.Messages[at]));
        submit.As<SubmitOrder>().ClientOrderId ^= 1UL << 60;
        var difference = DifferenceOf(_session.With(messages => messages[at] = submit.AsBytes().ToArray()));
        Assert.True(difference.Sequence > RecordedSession.FirstSequence + at);
    }

    [Fact]
    public void A_session_cut_off_anywhere_gives_what_is_missing()
    {
        for (var records = 1; records < _session.Messages.Count; records += 151)
        {
            var result = Replay(_session.CutAfter(records));
            Assert.Equal(ReplayOutcome.Unended, result.Outcome);
            var missing = result.MissingOutputs.Select(output => Convert.ToHexString(output.AsBytes()));
            var expected = _session.Messages.Skip(records)
                .TakeWhile((_, i) => _session.KindAt(records + i) == RecordKind.Output).Select(Convert.ToHexString);
            Assert.Equal(expected, missing);
        }
    }

    [Fact]
    public void A_replay_stops_where_it_is_told()
    {
        var input = _session.Find(2_000, isOutput: false);
        var sequence = RecordedSession.FirstSequence + input;
        var result = Replay(_session, new ReplayOptions { UntilSequence = sequence - 1 });
        Assert.Equal((ReplayOutcome.Stopped, sequence - 1), (result.Outcome, result.LastSequence));
        var nanos = BinaryPrimitives.ReadInt64LittleEndian(_session.Messages[input].AsSpan(SchemaHeaderBytes));
        var byTime = Replay(_session, new ReplayOptions { UntilNanos = nanos - 1 });
        Assert.Equal(ReplayOutcome.Stopped, byTime.Outcome);
        Assert.True(byTime.LastSequence < sequence);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_failing_stage_is_reported_with_its_input(bool stoppedThere)
    {
        var at = Enumerable.Range(2_000, 9_999).First(i => TemplateAt(i) == SessionClosing.TemplateId);
        var session = stoppedThere ? _session.CutAfter(_session.Messages.Count - 1) : _session;
        using var stepper = session.NewStepper();
        using var reader = session.Open();
        var execution = new VerifiedExecution(stepper, new ReplayOptions());
        Assert.Equal(at, execution.Take(Slots(0, at), RecordedSession.FirstSequence));
        stepper.Stages.Positions[0].Fees++; // Behind the back of the ledger, which checks itself at the end.
        reader.SeekSequence(execution.LastSequence + 1);
        var result = SessionReplay.Run(reader, execution);
        Assert.Equal(ReplayOutcome.Failed, result.Outcome);
        Assert.Contains("SessionClosing", result.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal(stoppedThere, result.IsFailureRecorded);
    }

    [Fact]
    public void A_hole_in_the_record_is_refused()
    {
        using var stepper = _session.NewStepper();
        using var reader = _session.Open();
        var execution = new VerifiedExecution(stepper, new ReplayOptions());
        execution.Take(Slots(0, 500), RecordedSession.FirstSequence);
        reader.SeekSequence(execution.LastSequence + 2);
        Assert.Throws<JournalException>(() => SessionReplay.Run(reader, execution));
    }

    [Fact]
    public void Progress_is_told()
    {
        var told = new List<ReplayProgress>();
        Replay(_session, new ReplayOptions { Progress = told.Add, ProgressEvery = 2_000 });
        Assert.NotEmpty(told);
        Assert.Equal(told.Order(Comparer<ReplayProgress>.Create((a, b) => a.Sequence.CompareTo(b.Sequence))), told);
    }

    [Fact]
    public void Taking_records_allocates_nothing()
    {
        // The runtime allocates a little itself when it replaces code that is getting warm; what allocates, always does.
        var allocated = Enumerable.Range(0, 6).Min(_ => AllocatedByTaking());
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(PipelineLayout.Fused, WaitKind.Blocking)]
    [InlineData(PipelineLayout.Staged, WaitKind.Blocking)]
    [InlineData(PipelineLayout.Staged, WaitKind.Adaptive)]
    public void The_real_pipeline_replays_identically_in_every_layout(PipelineLayout layout, WaitKind wait)
    {
        var result = ReplayInPipeline(_session, layout, wait);
        Assert.Equal(ReplayOutcome.Identical, result.Outcome);
        Assert.Equal(Replay(_session).StateHash, result.StateHash);
        Assert.Equal(_session.Messages.Count, result.Records);
    }

    [Fact]
    public void The_real_pipeline_finds_the_same_difference()
    {
        var at = _session.Find(700, isOutput: true);
        var changed = _session.With(messages => messages[at][^1] ^= 1);
        var result = ReplayInPipeline(changed, PipelineLayout.Staged, WaitKind.Blocking);
        Assert.Equal(ReplayOutcome.Different, result.Outcome);
        Assert.Equal(DifferenceOf(changed), result.Difference);
    }

    [Fact]
    public void The_real_pipeline_gives_what_is_missing()
    {
        var cut = _session.CutAfter(_session.Find(900, isOutput: true));
        var result = ReplayInPipeline(cut, PipelineLayout.Fused, WaitKind.Blocking);
        Assert.Equal(ReplayOutcome.Unended, result.Outcome);
        Assert.Equal(Replay(cut).MissingOutputs.Count, result.MissingOutputs.Count);
    }

    private static ReplayResult Replay(RecordedSession session, ReplayOptions? options = null)
    {
        using var stepper = session.NewStepper();
        using var reader = session.Open();
        return SessionReplay.Run(reader, stepper, options);
    }

    private static ReplayResult ReplayInPipeline(RecordedSession session, PipelineLayout layout, WaitKind wait) =>
        PipelineReplay.Run(
            session.Open, new PipelineOptions { Layout = layout, Wait = wait, Capacities = RecordedSession.Sizes },
            RandomSession.Seats(Seed), TimeSpan.FromSeconds(60));

    private static ReplayDifference DifferenceOf(RecordedSession session)
    {
        var result = Replay(session);
        Assert.Equal(ReplayOutcome.Different, result.Outcome);
        return Assert.IsType<ReplayDifference>(result.Difference);
    }


    private static long AllocatedByTaking()
    {
        using var stepper = _session.NewStepper();
        var execution = new VerifiedExecution(stepper, new ReplayOptions());
        var records = Slots(0, _session.Messages.Count);
        var open = Array.FindIndex(records, record => record.Is<SessionOpened>()) + 1;
        var closing = Array.FindIndex(records, record => record.Is<SessionClosing>());
        execution.Take(records.AsSpan(0, open), RecordedSession.FirstSequence);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var taken = execution.Take(records.AsSpan(open, closing - open), RecordedSession.FirstSequence + open);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(closing - open, taken);
        return allocated;
    }

    private static EngineEvent[] Slots(int first, int count)
    {
        var slots = new EngineEvent[count];
        for (var i = 0; i < count; i++)
            if (_session.KindAt(first + i) is RecordKind.Input or RecordKind.Output)
                Assert.True(slots[i].TryRead(_session.Messages[first + i]));
        return slots;
    }

    private static int TemplateAt(int index) => new JournalRecord(0, _session.Messages[index]).TemplateId;

    private static int Count(RecordKind kind) =>
        Enumerable.Range(0, _session.Messages.Count).Count(i => _session.KindAt(i) == kind);
}
