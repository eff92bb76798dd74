using LatencyEngine.Backtest.Recovery;
using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Tests.Backtest.Replay;
using LatencyEngine.Trading;

namespace LatencyEngine.Tests.Backtest.Recovery;

/// <summary>Whatever a crash leaves, the session goes on as if it had never stopped.</summary>
public sealed class SessionRecoveryTests
{
    private static readonly RecordedSession _session = RecordedSession.Record(seed: 2, 2_000);

    [Theory, InlineData(true), InlineData(false)]
    public void A_session_cut_off_anywhere_goes_on_to_the_same_end(bool hasSnapshots)
    {
        using var log = new LoggedSession(_session);
        using var shadow = hasSnapshots ? Shadow(log, every: 300) : null;
        for (var end = 60L; end < _session.LastSequence; end += 211)
        {
            log.WriteThrough(end);
            Work(shadow);
            var recovered = SessionRecovery.Run(log.Open, log.Store(), end, _session.NewStages);
            Assert.True(recovered.CanGoOn);
            Assert.Empty(recovered.Problems);
            Assert.Equal(hasSnapshots && end > 400, recovered.Snapshot is not null);
            if (recovered.Snapshot is { } snapshot) Assert.InRange(end - snapshot.Sequence, 0, 600);
            AssertGoesOn(recovered, end);
        }
    }

    [Theory, InlineData(PipelineLayout.Fused), InlineData(PipelineLayout.Staged)]
    public void A_recovered_session_goes_on_in_the_real_pipeline(PipelineLayout layout)
    {
        using var log = new LoggedSession(_session);
        using var shadow = Shadow(log, every: 300);
        log.WriteThrough(1_500);
        Work(shadow);
        var recovered = SessionRecovery.Run(log.Open, log.Store(), 1_500, _session.NewStages);
        Assert.NotNull(recovered.Snapshot);
        var outputs = new List<EngineEvent>();
        var options = new PipelineOptions { Layout = layout, Wait = WaitKind.Blocking, Capacities = RecordedSession.Sizes };
        using var pipeline = new TradingPipeline(
            options, recovered.Stages.Strategies.Seats, ["test"],
            output => TradingPipeline.Wait(output.Handler("recorder", new Recorder(outputs)), options.Wait), recovered.Stages);
        pipeline.Pipeline.Start();
        PublishFrom(1_501 + recovered.MissingOutputs.Count, pipeline.ProducerOf("test"));
        Assert.True(pipeline.Pipeline.Drain(TimeSpan.FromSeconds(60)), pipeline.Pipeline.Failure?.ToString());
        var expected = Enumerable.Range(1_500 + recovered.MissingOutputs.Count, 99_999)
            .TakeWhile(i => i < _session.Messages.Count).Where(i => _session.KindAt(i) == RecordKind.Output);
        Assert.Equal(expected.Select(i => Convert.ToHexString(_session.Messages[i])),
            outputs.Select(output => Convert.ToHexString(output.AsBytes())));
    }

    [Fact]
    public void The_shadow_says_where_it_is_and_has_nothing_to_complain_about()
    {
        using var log = new LoggedSession(_session);
        using var shadow = Shadow(log, every: 500);
        log.WriteThrough(_session.LastSequence);
        Work(shadow);
        Assert.Equal(_session.LastSequence, shadow.Sequence);
        Assert.Null(shadow.Alarm);
        Assert.Equal(3, log.Store().Sequences().Count);
        foreach (var sequence in log.Store().Sequences()) Assert.NotEqual(RecordKind.Output, log.KindAt(sequence + 1));
    }

    [Fact]
    public void A_shadow_that_starts_late_continues_from_the_newest_snapshot()
    {
        using var log = new LoggedSession(_session);
        using (var first = Shadow(log, every: 500))
        {
            log.WriteThrough(2_000);
            Work(first);
        }

        var newest = log.Store().Sequences()[0];
        using var second = Shadow(log, every: 500);
        Assert.Equal(newest, second.SnapshotSequence);
        log.WriteThrough(_session.LastSequence);
        Work(second);
        Assert.Null(second.Alarm);
        Assert.True(second.SnapshotSequence > newest);
    }

    [Fact]
    public void Nothing_beyond_the_durable_sequence_is_in_a_snapshot()
    {
        using var log = new LoggedSession(_session);
        log.WriteThrough(1_000);
        using var shadow = new ShadowSnapshots(
            log.Open(), _session.NewStages(), log.Store(), () => 700, new ShadowOptions { EveryRecords = 60 });
        shadow.OnStart();
        Work(shadow);
        Assert.InRange(log.Store().Sequences()[0], 500, 700);
        Assert.Equal(700, shadow.Sequence);
    }

    [Fact]
    public void A_difference_is_an_alarm_and_the_last_snapshot()
    {
        var at = _session.Find(800, isOutput: true);
        using var log = new LoggedSession(_session.With(messages => messages[at][^1] ^= 1));
        var told = new List<string>();
        using var shadow = Shadow(log, every: 100, told.Add);
        log.WriteThrough(_session.LastSequence);
        Work(shadow);
        Assert.Equal(RecordedSession.FirstSequence + at, shadow.Difference?.Sequence);
        Assert.Contains("not deterministic", Assert.Single(told), StringComparison.Ordinal);
        Assert.NotNull(shadow.Alarm);
        Assert.All(log.Store().Sequences(), sequence => Assert.True(sequence < RecordedSession.FirstSequence + at));
    }

    [Fact]
    public void A_snapshot_that_lies_is_passed_over()
    {
        using var log = new LoggedSession(_session);
        using (var shadow = Shadow(log, every: 300))
        {
            log.WriteThrough(900);
            Work(shadow);
        }

        using (var other = RecordedSession.Record(seed: 2, 300).NewStepper())
        {
            // Of a whole different moment, under the name of a later one.
            var execution = new VerifiedExecution(other, new ReplayOptions());
            execution.ContinueFrom(880, [0, 400], 1);
            new SnapshotWriter(log.Store(), 1, "").Write(execution);
        }

        var recovered = SessionRecovery.Run(log.Open, log.Store(), 900, _session.NewStages);
        Assert.True(recovered.CanGoOn);
        Assert.NotEmpty(recovered.Problems);
        AssertGoesOn(recovered, 900);
    }

    [Fact]
    public void Snapshots_of_what_the_log_lost_are_removed()
    {
        using var log = new LoggedSession(_session);
        using (var shadow = Shadow(log, every: 300))
        {
            log.WriteThrough(1_200);
            Work(shadow);
        }

        var recovered = SessionRecovery.Run(log.Open, log.Store(), 700, _session.NewStages);
        Assert.All(log.Store().Sequences(), sequence => Assert.True(sequence <= 700));
        Assert.Contains("removed", Assert.Single(recovered.Problems), StringComparison.Ordinal);
    }

    private static void PublishFrom(long sequence, MultiProducerSequencer<EngineEvent> producer)
    {
        var wait = new AdaptiveWait();
        for (var i = (int)(sequence - RecordedSession.FirstSequence); i < _session.Messages.Count; i++)
        {
            if (_session.KindAt(i) != RecordKind.Input) continue;
            var slot = producer.Claim(1, ref wait);
            Assert.True(producer[slot].TryRead(_session.Messages[i]));
            producer.Publish(slot);
        }
    }

    private static ShadowSnapshots Shadow(LoggedSession log, long every, Action<string>? report = null)
    {
        var shadow = new ShadowSnapshots(
            log.Open(), _session.NewStages(), log.Store(), () => log.Writer.DurableSequence,
            new ShadowOptions { EveryRecords = every, EveryTime = TimeSpan.FromDays(1), Report = report });
        shadow.OnStart();
        return shadow;
    }

    private static void Work(ShadowSnapshots? shadow)
    {
        while (shadow?.DoWork() > 0)
        {
        }
    }

    // The missing outputs, then every later input: what comes out must be what was recorded.
    private static void AssertGoesOn(RecoveredSession recovered, long end)
    {
        var next = (int)(end + 1 - RecordedSession.FirstSequence);
        foreach (var output in recovered.MissingOutputs) AssertSame(output, next++);
        Assert.NotEqual(RecordKind.Output, _session.KindAt(next));
        Assert.Equal(recovered.Inputs.Total, recovered.Stages.FirstInputSequence);
        using var stepper = new StageStepper(recovered.Stages, recovered.Inputs.Total);
        while (next < _session.Messages.Count)
        {
            var input = default(EngineEvent);
            Assert.True(input.TryRead(_session.Messages[next++]));
            stepper.Step(ref input);
            for (var i = 0; i < stepper.OutputCount; i++) AssertSame(stepper.Output(i), next++);
        }
    }

    private static void AssertSame(in EngineEvent output, int index) =>
        Assert.True(output.AsBytes().SequenceEqual(_session.Messages[index]), $"record {index} differs");

    private readonly struct Recorder(List<EngineEvent> outputs) : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch) => outputs.Add(e);
    }
}
