using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.PerfTests.Trading;

/// <summary>
/// From the moment a tick should have come to the moment its order is in the output ring, at a fixed rate that does
/// not wait for the engine: a stall is charged to every tick behind it.
/// </summary>
/// <remarks>
/// <para>The tick goes through the input ring, its book, a strategy and every check of risk; its order is entered, its
/// money held, and it is on its way to the paper venue, where it arrives 50 µs later by the time of the market and
/// trades, all on one pinned thread. The thread that sends the ticks, on the other core, empties the output ring
/// between two of them.</para>
/// <para><b>Hiccups of the host.</b> The sender looks at the clock all the time: a gap between two looks is time that
/// its core was taken away. The pinned thread does the same while it waits. A tick between whose due time and end such
/// a gap lies on either core was delayed by the host; the corrected figures leave those out, and say how many.</para>
/// <para>The same ticks through a handler that does nothing but note the time are the control: what ring, clock and
/// host cost alone.</para>
/// </remarks>
internal sealed class TickToOrder(TradingLoad load, long ticksPerSecond, int[] cores)
{
    public const int OrderEvery = 20;
    private const long LeadNanos = 100_000_000;
    private const ushort Strategy = 1;

    private readonly long _intervalNanos = 1_000_000_000 / ticksPerSecond;

    /// <param name="isControl">Measure the handler that does nothing.</param>
    public TickToOrderSample Run(int ticks, int warmUpTicks, bool isControl)
    {
        var inputs = Record(warmUpTicks + ticks, out var firstTick);
        var journal = new TickJournal(inputs.Length, firstTick, warmUpTicks);
        var gates = OpenGate.Instance;
        using var output = new RingBuffer<EngineEvent>(new RingOptions("output", 1 << 16));
        var drained = new Sequence();
        output.Gates.Set(drained);
        var strategy = new OrderingStrategy();
        var stages = new TradingStages(
            new Capacities(), [new StrategySeat(Strategy, strategy)], gates, gates);
        stages.Outputs.AttachTo(new SingleProducerSequencer<EngineEvent>(output));

        var topology = new TopologyBuilder("tick to order");
        var input = topology.SharedRing<EngineEvent>("input", 1 << 16).From("ticks");
        var handler = isControl
            ? input.Handler("control", new ControlHandler(journal))
            : input.Handler("trading", new TimedHandler(stages, strategy, journal));
        handler.WaitingBy(new GapWatchingSpin(journal.HandlerGaps)).OnCore(cores[1]);
        using var pipeline = topology.Build();
        pipeline.Start();
        Send(inputs, firstTick, pipeline.ProducerOf(input, "ticks"), journal, () => drained.Publish(output.Cursor.Value));
        if (!pipeline.Drain(TimeSpan.FromMinutes(1))) throw new WrongAnswerException(pipeline.ToString());
        if (!isControl && stages.Outputs.Count < ticks / OrderEvery)
            throw new WrongAnswerException($"only {stages.Outputs.Count} outputs for {ticks} ticks");
        return journal.Evaluate();
    }

    private void Send(
        EngineEvent[] inputs, int firstTick, MultiProducerSequencer<EngineEvent> producer, TickJournal journal, Action drain)
    {
        var wait = new BusySpinWait();
        for (var i = 0; i < firstTick; i++) Publish(producer, ref wait, in inputs[i]);
        var due = Clock.NowNanos() + LeadNanos;
        var last = Clock.NowNanos();
        for (var i = firstTick; i < inputs.Length; i++, due += _intervalNanos)
        {
            long now;
            while ((now = Clock.NowNanos()) < due)
            {
                journal.SenderGaps.Look(last, now);
                last = now;
                drain();
            }

            journal.SenderGaps.Look(last, now);
            last = now;
            journal.Due[i] = due;
            Publish(producer, ref wait, in inputs[i]);
        }
    }

    private static void Publish(MultiProducerSequencer<EngineEvent> producer, ref BusySpinWait wait, in EngineEvent input)
    {
        var sequence = producer.Claim(1, ref wait);
        producer[sequence] = input;
        producer.Publish(sequence);
    }

    // Recorded before, so that the sender only sends: definitions, then quotes and trades.
    private EngineEvent[] Record(int ticks, out int firstTick)
    {
        using var market = new MarketSimulator(load.Market);
        var inputs = new List<EngineEvent>(load.Definitions(market.Instruments));
        firstTick = inputs.Count;
        var slot = default(EngineEvent);
        while (inputs.Count < firstTick + ticks && market.TryRead(ref slot) == FeedRead.Event) inputs.Add(slot);
        return [.. inputs];
    }

    /// <summary>Sends a limit order that rests or trades for one quote in so many.</summary>
    private sealed class OrderingStrategy : IStrategy
    {
        private int _quotes;

        /// <summary>Taken back by who looks.</summary>
        public bool HasOrdered { get; set; }

        public IReadOnlyList<ParameterDescription> Parameters => [];

        public void OnAttached(StrategyPort port)
        {
        }

        public void OnQuote(in Quote quote, StrategyPort port)
        {
            if (++_quotes % OrderEvery != 0 || quote.AskPriceRaw == Quote.AskPriceNullValue) return;
            HasOrdered = true;
            var isLong = port.Position(quote.InstrumentId) > 0;
            if (isLong && quote.BidPriceRaw != Quote.BidPriceNullValue)
                port.SubmitLimit(quote.InstrumentId, Side.Sell, 100, quote.BidPriceRaw, TimeInForce.Ioc);
            else
                port.SubmitLimit(quote.InstrumentId, Side.Buy, 100, quote.AskPriceRaw, TimeInForce.Ioc);
        }
    }

    private readonly struct TimedHandler(TradingStages stages, OrderingStrategy strategy, TickJournal journal)
        : IEventHandler<EngineEvent>
    {
        private readonly FusedHandler _fused = new(stages);

        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
        {
            _fused.OnEvent(ref e, sequence, endOfBatch);
            if (!strategy.HasOrdered) return;
            strategy.HasOrdered = false;
            journal.Done[sequence] = Clock.NowNanos();
        }
    }

    private readonly struct ControlHandler(TickJournal journal) : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
        {
            if (sequence % OrderEvery == 0) journal.Done[sequence] = Clock.NowNanos();
        }
    }

    /// <summary>Spins, and notes when its core was taken away.</summary>
    private struct GapWatchingSpin(GapLog gaps) : IWaitStrategy
    {
        private long _last;

        public bool Idle<TCondition>(ref TCondition condition)
            where TCondition : struct, IWaitCondition, allows ref struct
        {
            var now = Clock.NowNanos();
            if (_last != 0) gaps.Look(_last, now);
            _last = now;
            return false;
        }

        // Work lies between two looks now, and is not a gap.
        public void Progressed(int count) => _last = 0;
    }
}
