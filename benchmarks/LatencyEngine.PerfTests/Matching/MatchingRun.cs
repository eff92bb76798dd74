using System.Diagnostics;
using System.Runtime.CompilerServices;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Domain;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// One run of an order flow through a fresh core, the whole way: public commands, accounts, events into a ring, and their
/// reader, which reads on the same thread in batches, so that one thread's time holds all.
/// </summary>
internal sealed class MatchingRun : IDisposable
{
    private const int RingSlots = 1 << 12;

    /// <summary>Read when so many wait: they are in the first cache still, and a command has room for thousands more.</summary>
    private const int ReadEvents = 1 << 8;

    private const long StartNanos = 1_000_000_000;

    private readonly MatchingInput _input;
    private readonly EventTally _tally;
    private readonly FlowTradeHash? _hash;
    private readonly RingBuffer<MatchEvent> _ring;
    private readonly EventPoller<MatchEvent, SequenceBarrier, BatchDispatch<MatchEvent, EventTally.Handler>> _reader;
    private readonly MatchingCore<RingEvents> _core;
    private long _read;
    private long _nowNanos = StartNanos;

    public MatchingRun(MatchingInput input, FlowTradeHash? hash = null)
    {
        _input = input;
        _hash = hash;
        _tally = new EventTally(hash);
        _ring = new RingBuffer<MatchEvent>(new RingOptions("match events", RingSlots));
        _reader = Processors.PollBatches(_ring, new SequenceBarrier(_ring.Cursor), new EventTally.Handler(_tally));
        _ring.Gates.Set(_reader.Sequence);
        _core = new MatchingCore<RingEvents>(
            input.Capacities, new RingEvents(new SingleProducerSequencer<MatchEvent>(_ring)));
        _core.Open(0, input.Rules);
        Execute(input.Prefill);
    }

    /// <summary>Of all events; equal runs have equal ones.</summary>
    public ulong Digest => _tally.Digest;

    /// <summary>Executes the operations.</summary>
    public MatchingSample Time()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = ThreadTime.NowNanos();
        Execute(_input.Operations);
        var nanos = ThreadTime.NowNanos() - started;
        return new MatchingSample(nanos, _input.Operations.Length, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    /// <summary>
    /// Executes the operations with a look at the clock after each. What lies between two looks is one command and one look;
    /// the reader's batches lie between looks that do not count.
    /// </summary>
    public void TimeEach(Span<long> nanos)
    {
        var order = Template();
        var operations = _input.Operations;
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; i < operations.Length; i++)
        {
            Execute(in operations[i], ref order);
            var now = Stopwatch.GetTimestamp();
            nanos[i] = now - last;
            last = now;
            if (_core.Events.Published - _read < ReadEvents) continue;
            Read();
            last = Stopwatch.GetTimestamp();
        }

        Read();
    }

    /// <exception cref="WrongAnswerException">Something differs from what the input must come to; says what.</exception>
    public void Check()
    {
        var facts = _input.Facts;
        Check("orders accepted", facts.Adds + facts.Takes, _tally.CountOf(MatchEventKind.Accepted));
        Check("commands refused", facts.CancelsRefused, _tally.CountOf(MatchEventKind.Rejected));
        Check("orders canceled", facts.CancelsDone + facts.TakesWithRest, _tally.CountOf(MatchEventKind.Canceled));
        Check("trades", facts.Trades, _tally.CountOf(MatchEventKind.Traded));
        Check("lots traded", facts.Volume, _tally.LotsOf(MatchEventKind.Traded));
        Check("ticks times lots traded", facts.Notional, _tally.NotionalOf(MatchEventKind.Traded));
        Check("live orders at the end", facts.Resting, _core.LiveOrders);
        Check("levels at the end", facts.Levels, _core.LevelCountOf(0, Side.Buy) + _core.LevelCountOf(0, Side.Sell));
        Check("best bid", facts.BestBid ?? NewOrder.NoPrice, BestOf(Side.Buy));
        Check("best ask", facts.BestAsk ?? NewOrder.NoPrice, BestOf(Side.Sell));
        if (_hash != null && _hash.Value != facts.TradeHash)
            throw new WrongAnswerException($"{_input.Name}: trade hash {_hash.Value:x16}, expected {facts.TradeHash:x16}.");
    }

    public void Dispose()
    {
        _core.Dispose();
        _ring.Dispose();
    }

    private static NewOrder Template() => NewOrder.Limit(0, Side.None, 0, 0);

    private void Execute(ReadOnlySpan<MatchCommand> commands)
    {
        var order = Template();
        foreach (ref readonly var command in commands)
        {
            Execute(in command, ref order);
            if (_core.Events.Published - _read >= ReadEvents) Read();
        }

        Read();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Execute(in MatchCommand command, ref NewOrder order)
    {
        _nowNanos++;
        if (command.Action == OrderFlowAction.Cancel)
        {
            _core.Cancel(command.OrderId, command.AccountId, _nowNanos);
            return;
        }

        order.OrderId = command.OrderId;
        order.AccountId = command.AccountId;
        order.Side = command.Side;
        order.TimeInForce = command.Action == OrderFlowAction.Add ? TimeInForce.Gtc : TimeInForce.Ioc;
        order.Price = command.Price;
        order.Quantity = command.Quantity;
        _core.Submit(in order, _nowNanos);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Read() => _read += _reader.Poll(RingSlots);

    private long BestOf(Side side) => _core.TryBest(0, side, out var best) ? best.Price : NewOrder.NoPrice;

    private void Check(string what, long expected, long found) =>
        WrongAnswerException.ThrowUnlessEqual($"{_input.Name}, {what}", expected, found);
}

/// <summary>The operations of one run.</summary>
internal readonly record struct MatchingSample(long Nanos, int Operations, long AllocatedBytes)
{
    public double MillionPerSecond => Operations * 1e3 / Nanos;
}
