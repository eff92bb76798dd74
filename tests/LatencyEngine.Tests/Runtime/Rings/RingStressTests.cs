using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Rings;

/// <summary>
/// Real threads. Acceptable: every event once, in order, whole; refusals while the ring is full. Forbidden: a lost,
/// doubled or
/// reordered event; an event whose parts stem from different publications; a thread that never comes back.
/// </summary>
public sealed class RingStressTests
{
    private const long Events = 200_000;

    [Theory]
    [InlineData(Publication.Cursor, 2)]
    [InlineData(Publication.Cursor, 64)]
    [InlineData(Publication.Slot, 2)]
    [InlineData(Publication.Slot, 64)]
    public void One_producer_and_one_handler_that_yield(Publication publication, int capacity) =>
        OneToOne(publication, capacity, new YieldingWait(), Events);

    [Theory]
    [InlineData(Publication.Cursor)]
    [InlineData(Publication.Slot)]
    public void One_producer_and_one_handler_that_adapt(Publication publication) =>
        OneToOne(publication, 1024, new AdaptiveWait(), 10 * Events);

    [Theory]
    [InlineData(Publication.Cursor)]
    [InlineData(Publication.Slot)]
    public void One_producer_and_one_handler_that_back_off(Publication publication) =>
        OneToOne(publication, 64, new BackOffParkingWait(spins: 10, pauses: 5), Events);

    [Theory]
    [InlineData(Publication.Cursor, 2)]
    [InlineData(Publication.Slot, 2)]
    [InlineData(Publication.Cursor, 16)]
    [InlineData(Publication.Slot, 16)]
    public void No_wake_up_is_lost_when_both_sides_sleep_at_once(Publication publication, int capacity) =>
        OneToOne(publication, capacity, new BlockingWait(), Events / 20);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Producers_keep_their_own_order_and_lose_nothing(int batch)
    {
        const int Producers = 3;
        const long Each = 20_000 * 7;
        using var ring = new RingBuffer<Checked>(new RingOptions("r", 64) { Publication = Publication.Slot });
        var sequencer = new MultiProducerSequencer<Checked>(ring);
        var audit = new Audit(Producers);
        var processor = Processors.RunEvents(
            ring, SlotBarrier.Of(ring), new AuditHandler(audit), new AdaptiveWait(), new ProcessorOptions("audit"));
        ring.Gates.Set(processor.Sequence);
        processor.DrainTo((Producers * Each) - 1);
        var producing = Enumerable.Range(0, Producers).Select(id => (Action)(() => Produce(sequencer, id, Each, batch)));
        Team.Run([processor.Run, .. producing]);
        Assert.Null(processor.Failure);
        Assert.Equal(Enumerable.Repeat(Each, Producers), audit.Next);
    }

    [Fact]
    public void A_chain_sees_every_event_in_order_with_more_threads_than_cores()
    {
        using var ring = new RingBuffer<Checked>(new RingOptions("r", 128));
        var audits = Enumerable.Range(0, 4).Select(_ => new Audit(1)).ToArray();
        var first = Stage(ring, new SequenceBarrier(ring.Cursor), audits[0]);
        var left = Stage(ring, new SequenceBarrier(first.Sequence), audits[1]);
        var right = Stage(ring, new SequenceBarrier(first.Sequence), audits[2]);
        var last = Stage(ring, new JoinBarrier(left.Sequence, right.Sequence), audits[3]);
        ring.Gates.Set(last.Sequence);
        IProcessor[] stages = [first, left, right, last];
        foreach (var stage in stages) stage.DrainTo(Events - 1);
        var producer = new SingleProducerSequencer<Checked>(ring);
        Team.Run([.. stages.Select(stage => (Action)stage.Run), () => Produce(producer, 0, Events, batch: 10)]);
        Assert.All(stages, stage => Assert.Null(stage.Failure));
        Assert.All(audits, audit => Assert.Equal(Events, audit.Next[0]));
    }

    [Fact]
    public void Restarts_under_load_neither_lose_nor_repeat()
    {
        using var ring = new RingBuffer<Checked>(new RingOptions("r", 64) { Publication = Publication.Slot });
        var producer = new SingleProducerSequencer<Checked>(ring);
        var audit = new Audit(1);
        var processor = Processors.RunEvents(
            ring, SlotBarrier.Of(ring), new AuditHandler(audit), new AdaptiveWait(), new ProcessorOptions("audit"));
        ring.Gates.Set(processor.Sequence);
        var producing = Team.Start(() => Produce(producer, 0, Events, batch: 1));
        for (var restart = 0; restart < 50; restart++)
        {
            var target = processor.Sequence.Value + 500;
            var running = Team.Start(processor.Run);
            Team.Await(() => processor.Sequence.Value >= target || processor.Sequence.Value == Events - 1, "progress");
            processor.Halt();
            running.Join();
            processor.Rearm();
        }

        processor.DrainTo(Events - 1);
        Team.Run(processor.Run);
        producing.Join();
        Assert.Null(processor.Failure);
        Assert.Equal(Events, audit.Next[0]);
    }

    [Fact]
    public void A_producer_that_sleeps_for_room_is_released_by_a_halt_with_its_cause()
    {
        for (var i = 0; i < 200; i++)
        {
            using var ring = new RingBuffer<long>(new RingOptions("r", 2));
            ring.Gates.Set(new Sequence());
            var producer = new SingleProducerSequencer<long>(ring);
            var wait = new BlockingWait();
            producer.Publish(producer.Claim(2, ref wait), 1);
            var blocked = Team.Start(() => producer.Claim(1, ref wait));
            if (i % 2 == 0) Team.Await(() => producer.RefusalCount == 1, "the refusal");
            var cause = new InvalidOperationException();
            ring.Gates.Halt(cause);
            Assert.Same(cause, Assert.Throws<RingHaltedException>(blocked.Join).InnerException);
        }
    }

    [Fact]
    public void A_producer_that_sleeps_for_room_notices_a_cancellation()
    {
        using var ring = new RingBuffer<long>(new RingOptions("r", 2) { Publication = Publication.Slot });
        var producer = new MultiProducerSequencer<long>(ring);
        using var cancellation = new CancellationTokenSource();
        var wait = new BlockingWait();
        producer.Claim(2, ref wait);
        var blocked = Team.Start(() => producer.Claim(1, ref wait, cancellation.Token));
        Team.Await(() => producer.RefusalCount == 1, "the refusal");
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(blocked.Join);
    }

    private static void OneToOne<TWait>(Publication publication, int capacity, TWait wait, long events)
        where TWait : struct, IWaitStrategy
    {
        using var ring = new RingBuffer<Checked>(new RingOptions("r", capacity) { Publication = publication });
        var producer = new SingleProducerSequencer<Checked>(ring);
        var audit = new Audit(1);
        IProcessor processor = publication == Publication.Cursor
            ? Stage(ring, new SequenceBarrier(ring.Cursor), audit, wait)
            : Stage(ring, SlotBarrier.Of(ring), audit, wait);
        ring.Gates.Set(processor.Sequence);
        processor.DrainTo(events - 1);
        Team.Run(processor.Run, () => Produce(producer, 0, events, batch: 1, wait));
        Assert.Null(processor.Failure);
        Assert.Equal(events, audit.Next[0]);
    }

    private static IProcessor Stage<TBarrier>(RingBuffer<Checked> ring, TBarrier barrier, Audit audit)
        where TBarrier : struct, IBarrier => Stage(ring, barrier, audit, new AdaptiveWait());

    private static IProcessor Stage<TBarrier, TWait>(RingBuffer<Checked> ring, TBarrier barrier, Audit audit, TWait wait)
        where TBarrier : struct, IBarrier
        where TWait : struct, IWaitStrategy =>
        Processors.RunEvents(ring, barrier, new AuditHandler(audit), wait, new ProcessorOptions("audit"));

    private static void Produce<TSequencer>(TSequencer sequencer, int id, long count, int batch)
        where TSequencer : ISequencer => Produce(sequencer, id, count, batch, new AdaptiveWait());

    private static void Produce<TSequencer, TWait>(TSequencer sequencer, int id, long count, int batch, TWait wait)
        where TSequencer : ISequencer
        where TWait : struct, IWaitStrategy
    {
        for (long number = 0; number < count; number += batch)
        {
            var first = sequencer.Claim(batch, ref wait);
            for (var i = 0; i < batch; i++) SlotOf(sequencer, first + i).Fill(id, number + i);
            sequencer.Publish(first, first + batch - 1);
        }
    }

    private static ref Checked SlotOf<TSequencer>(TSequencer sequencer, long sequence)
    {
        if (sequencer is SingleProducerSequencer<Checked> single) return ref single[sequence];
        return ref ((MultiProducerSequencer<Checked>)(object)sequencer!)[sequence];
    }

    /// <summary>
    /// A whole line, every word of which depends on producer and number: a torn one does not check.
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Checked
    {
        public long Producer;
        public long Number;
        private Words _words;

        public void Fill(int producer, long number)
        {
            Producer = producer;
            Number = number;
            for (var i = 0; i < Words.Count; i++) _words[i] = Word(i);
        }

        public readonly bool IsWhole()
        {
            for (var i = 0; i < Words.Count; i++)
                if (_words[i] != Word(i)) return false;
            return true;
        }

        private readonly long Word(int index) => unchecked((Number * 31) + (Producer * 7) + index);
    }

    [System.Runtime.CompilerServices.InlineArray(Count)]
    private struct Words
    {
        public const int Count = 6;

        private long _first;
    }

    private sealed class Audit(int producers)
    {
        /// <summary>For each producer the number that must come next.</summary>
        public long[] Next { get; } = new long[producers];
    }

    private readonly struct AuditHandler(Audit audit) : IEventHandler<Checked>
    {
        public void OnEvent(ref Checked e, long sequence, bool endOfBatch)
        {
            if (!e.IsWhole()) throw new InvalidOperationException($"torn event at {sequence}");
            ref var next = ref audit.Next[e.Producer];
            if (e.Number != next) throw new InvalidOperationException($"expected {next}, found {e.Number} at {sequence}");
            next++;
        }
    }
}
