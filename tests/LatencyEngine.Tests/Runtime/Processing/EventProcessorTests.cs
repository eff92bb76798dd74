using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Tests.Runtime.Rings;

namespace LatencyEngine.Tests.Runtime.Processing;

public sealed class EventProcessorTests : IDisposable
{
    private readonly RingBuffer<long> _ring = new(new RingOptions("input", 64));
    private readonly SingleProducerSequencer<long> _producer;
    private readonly Recording _recording = new();

    public EventProcessorTests() => _producer = new SingleProducerSequencer<long>(_ring);

    public void Dispose() => _ring.Dispose();

    [Fact]
    public void A_drain_handles_exactly_up_to_its_target()
    {
        var processor = Processor();
        Publish(10);
        processor.DrainTo(6);
        processor.Run();
        Assert.Equal(ProcessorState.Stopped, processor.State);
        Assert.Equal(6, processor.Sequence.Value);
        Assert.Equal("6.", _recording.Calls[^1]);
    }

    [Fact]
    public void A_drain_waits_for_events_that_have_not_come_yet()
    {
        var processor = Processor(new BlockingWait());
        processor.DrainTo(4);
        var thread = Team.Start(processor.Run);
        for (var i = 0; i < 5; i++) Publish(1);
        thread.Join();
        Assert.Equal(4, processor.Sequence.Value);
    }

    [Fact]
    public void A_halt_before_the_start_is_not_lost()
    {
        var processor = Processor();
        Publish(3);
        processor.Halt();
        processor.Run();
        Assert.Equal(ProcessorState.Stopped, processor.State);
        Assert.Empty(_recording.Calls);
    }

    [Fact]
    public void A_drain_after_a_halt_changes_nothing()
    {
        var processor = Processor();
        Publish(3);
        processor.Halt();
        processor.DrainTo(2);
        processor.Run();
        Assert.Empty(_recording.Calls);
    }

    [Fact]
    public void A_restart_goes_on_at_the_next_event()
    {
        var processor = Processor();
        Publish(5);
        processor.DrainTo(1);
        processor.Run();
        processor.Rearm();
        Assert.Equal(ProcessorState.Ready, processor.State);
        processor.DrainTo(4);
        processor.Run();
        Assert.Equal(["0", "1.", "2", "3", "4."], _recording.Calls);
    }

    [Fact]
    public void A_processor_runs_once_at_a_time_and_again_only_when_rearmed()
    {
        var processor = Processor();
        processor.Halt();
        processor.Run();
        Assert.Throws<InvalidOperationException>(processor.Run);
    }

    [Fact]
    public void A_running_processor_cannot_be_rearmed()
    {
        var processor = Processor(new BlockingWait());
        var thread = Team.Start(processor.Run);
        Team.Await(() => processor.State == ProcessorState.Running, "the start");
        Assert.Throws<InvalidOperationException>(processor.Rearm);
        processor.Halt();
        thread.Join();
    }

    [Fact]
    public void A_throwing_handler_stops_before_its_event_with_cause_and_role()
    {
        var processor = Processor();
        Publish(5);
        _recording.ThrowAt = 3;
        processor.Run();
        Assert.Equal(ProcessorState.Failed, processor.State);
        Assert.Equal(2, processor.Sequence.Value);
        Assert.Equal(("risk", 3L), (processor.Failure!.Role, processor.Failure.Sequence));
        Assert.Equal("risk failed at event 3: asked to fail at 3", processor.Failure.ToString());
    }

    [Fact]
    public void A_restart_after_a_failure_gives_the_failed_event_again_and_none_twice()
    {
        var processor = Processor();
        Publish(5);
        _recording.ThrowAt = 3;
        processor.Run();
        _recording.ThrowAt = -1;
        processor.Rearm();
        Assert.Null(processor.Failure);
        processor.DrainTo(4);
        processor.Run();
        Assert.Equal(["0", "1", "2", "3", "4."], _recording.Calls);
    }

    [Fact]
    public void The_greatest_batch_is_an_option()
    {
        var processor = Processor(new BusySpinWait(), maxBatchSize: 2);
        Publish(5);
        processor.DrainTo(4);
        processor.Run();
        Assert.Equal(["0", "1.", "2", "3.", "4."], _recording.Calls);
        Assert.Equal((3, 2), (processor.BatchCount, processor.LargestBatch));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_greatest_batch_below_one_is_refused(int maxBatchSize)
    {
        var error = Assert.Throws<ArgumentException>(() => Processor(new BusySpinWait(), maxBatchSize));
        Assert.Contains($"batch size {maxBatchSize}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stepping_by_hand_needs_no_thread_and_observes_stop_and_failure()
    {
        var processor = Processor();
        Publish(6);
        Assert.Equal(2, processor.Step(2));
        processor.DrainTo(3);
        Assert.Equal(2, processor.Step(100));
        Assert.Equal(0, processor.Step(100));
        processor.Rearm();
        _recording.ThrowAt = 4;
        Assert.Equal(0, processor.Step(1));
        Assert.Equal(4, processor.Failure!.Sequence);
        _recording.ThrowAt = -1;
        Assert.Equal(0, processor.Step(1));
        processor.Rearm();
        Assert.Equal(2, processor.Step(100));
        Assert.Equal(["0", "1.", "2", "3.", "4", "5."], _recording.Calls);
    }

    [Fact]
    public void The_life_cycle_reaches_the_handler_in_order()
    {
        var processor = Processors.RunEvents(
            _ring, new SequenceBarrier(_ring.Cursor), new RecordingEverything(_recording), new BusySpinWait(),
            new ProcessorOptions("risk"));
        Publish(1);
        processor.DrainTo(0);
        processor.Run();
        Assert.Equal(["1: start", "2: batch of 1 of 1", "3: event 0", "4: shutdown"], _recording.Calls);
    }

    [Fact]
    public void A_handler_that_fails_is_still_shut_down()
    {
        var processor = Processors.RunEvents(
            _ring, new SequenceBarrier(_ring.Cursor), new RecordingEverything(_recording), new BusySpinWait(),
            new ProcessorOptions("risk"));
        _recording.ThrowAt = 0;
        Publish(1);
        processor.Run();
        Assert.Equal(["1: start", "2: batch of 1 of 1", "3: shutdown"], _recording.Calls);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("batch start")]
    [InlineData("timeout")]
    public void What_a_handler_did_before_an_optional_call_threw_stays_done(string call)
    {
        var processor = Processors.RunEvents(
            _ring, new SequenceBarrier(_ring.Cursor), new ThrowingHooks(call, _recording),
            new BlockingWait(timeoutNanos: 1), new ProcessorOptions("risk"));
        if (call != "timeout") Publish(1);
        processor.Run();
        Assert.Equal(ProcessorState.Failed, processor.State);
        Assert.Equal(["1 call before the shutdown"], _recording.Calls);
    }

    [Fact]
    public void A_batch_in_which_nothing_was_handled_is_not_counted()
    {
        var processor = Processor();
        Publish(2);
        _recording.ThrowAt = 0;
        processor.Run();
        Assert.Equal((0, 0), (processor.BatchCount, processor.LargestBatch));
        processor.Rearm();
        _recording.ThrowAt = 1;
        processor.Run();
        Assert.Equal((1, 1), (processor.BatchCount, processor.LargestBatch));
    }

    [Fact]
    public void A_time_limit_without_events_is_told_to_the_handler()
    {
        var processor = Processors.RunEvents(
            _ring, new SequenceBarrier(_ring.Cursor), new RecordingEverything(_recording),
            new BlockingWait(timeoutNanos: 1_000_000), new ProcessorOptions("risk"));
        var thread = Team.Start(processor.Run);
        Team.Await(() => processor.State == ProcessorState.Running, "the start");
        Team.Await(() => _recording.Calls.Count > 1, "a timeout");
        processor.Halt();
        thread.Join();
        Assert.Equal("2: timeout after -1", _recording.Calls[1]);
    }

    [Fact]
    public void A_halt_reaches_a_processor_that_sleeps()
    {
        for (var i = 0; i < 100; i++)
        {
            var processor = Processor(new BlockingWait());
            var thread = Team.Start(processor.Run);
            Team.Await(() => processor.State != ProcessorState.Ready, "the start");
            processor.Halt();
            thread.Join();
        }
    }

    private IProcessor Processor() => Processor(new BusySpinWait());

    private IProcessor Processor<TWait>(TWait wait, int maxBatchSize = ProcessorOptions.DefaultMaxBatchSize)
        where TWait : struct, IWaitStrategy => Processors.RunEvents(
            _ring, new SequenceBarrier(_ring.Cursor), new RecordingEvents(_recording), wait,
            new ProcessorOptions("risk") { MaxBatchSize = maxBatchSize });

    private void Publish(int count)
    {
        Assert.True(_producer.TryClaim(count, out var first));
        _producer.Publish(first, first + count - 1);
    }
}
