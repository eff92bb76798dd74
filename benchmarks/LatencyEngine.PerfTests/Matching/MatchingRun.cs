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

    /// <summary>
    /// Commands between two reads: their events are in the first cache still, and each command has room for thousands more.
    /// </summary>
    private const int BatchCommands = 1 << 7;

    /// <summary>How far ahead the core is told of ids; from 2 and 4 to 8 and 16 it makes no difference.</summary>
    private const int SoonCommands = 4;
    private const int LaterCommands = 8;

    private const long StartNanos = 1_000_000_000;

    private readonly MatchingInput _input;
    private readonly EventTally _tally;
    private readonly RingBuffer<MatchEvent> _ring;
    private readonly EventPoller<MatchEvent, SequenceBarrier, BatchDispatch<MatchEvent, EventTally.Handler>> _reader;
    private readonly MatchingCore<RingEvents> _core;
    private long _nowNanos = StartNanos;

    /// <param name="isHashed">Hash the trades, in the repetition that is not timed.</param>
    public MatchingRun(MatchingInput input, bool isHashed)
    {
        _input = input;
        _tally = new EventTally(isHashed);
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

    /// <summary><c>null</c> where trades were not hashed.</summary>
    public ulong? TradeHash => _tally.TradeHash;

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
        for (var commands = _input.Operations; !commands.IsEmpty; commands = commands[Math.Min(BatchCommands, commands.Length)..])
        {
            TimeBatch(commands[..Math.Min(BatchCommands, commands.Length)], nanos);
            nanos = nanos[Math.Min(BatchCommands, commands.Length)..];
            Read();
        }
    }

    /// <exception cref="WrongAnswerException">Something differs from what the input must come to; says what.</exception>
    public void Check()
    {
        var facts = _input.Facts;
        Check("orders accepted", facts.Adds + facts.Takes, _tally.CountOf(MatchEventKind.Accepted));
        Check("commands refused", facts.CancelsRefused + facts.Modifies - facts.ModifiesDone, _tally.CountOf(MatchEventKind.Rejected));
        Check("orders canceled", facts.CancelsDone + facts.TakesWithRest, _tally.CountOf(MatchEventKind.Canceled));
        Check("orders modified", facts.ModifiesDone, _tally.CountOf(MatchEventKind.Replaced));
        Check("trades", facts.Trades, _tally.CountOf(MatchEventKind.Traded));
        Check("lots traded", facts.Volume, _tally.LotsOf(MatchEventKind.Traded));
        Check("ticks times lots traded", facts.Notional, _tally.NotionalOf(MatchEventKind.Traded));
        Check("live orders at the end", facts.Resting, _core.LiveOrders);
        Check("levels at the end", facts.Levels, _core.LevelCountOf(0, Side.Buy) + _core.LevelCountOf(0, Side.Sell));
        Check("best bid", facts.BestBid ?? NewOrder.NoPrice, BestOf(Side.Buy));
        Check("best ask", facts.BestAsk ?? NewOrder.NoPrice, BestOf(Side.Sell));
        if (TradeHash is { } hash && hash != facts.TradeHash)
            throw new WrongAnswerException($"{_input.Name}: trade hash {hash:x16}, expected {facts.TradeHash:x16}.");
    }

    public void Dispose()
    {
        _core.Dispose();
        _ring.Dispose();
    }

    private static NewOrder Template() => NewOrder.Limit(0, Side.None, 0, 0);

    private void Execute(ReadOnlySpan<MatchCommand> commands)
    {
        for (; !commands.IsEmpty; commands = commands[Math.Min(BatchCommands, commands.Length)..])
        {
            ExecuteBatch(commands[..Math.Min(BatchCommands, commands.Length)]);
            Read();
        }
    }

    // A method of its own, called so often that it is compiled as well as what it calls before the first repetition counts.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ExecuteBatch(ReadOnlySpan<MatchCommand> commands)
    {
        var order = Template();
        var last = commands.Length - 1;
        for (var i = 0; i <= last; i++)
        {
            _core.Expect(commands[Math.Min(i + SoonCommands, last)].OrderId, commands[Math.Min(i + LaterCommands, last)].OrderId);
            Execute(in commands[i], ref order);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TimeBatch(ReadOnlySpan<MatchCommand> commands, Span<long> nanos)
    {
        var order = Template();
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; i < commands.Length; i++)
        {
            Execute(in commands[i], ref order);
            var now = Stopwatch.GetTimestamp();
            nanos[i] = now - last;
            last = now;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Execute(in MatchCommand command, ref NewOrder order)
    {
        _nowNanos++;
        if (command.Operation == OrderOperation.Cancel) _core.Cancel(command.OrderId, command.AccountId, _nowNanos);
        else if (command.Operation == OrderOperation.Modify) Replace(in command);
        else Submit(in command, ref order);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Submit(in MatchCommand command, ref NewOrder order)
    {
        order.OrderId = command.OrderId;
        order.AccountId = command.AccountId;
        order.Side = command.Side;
        order.TimeInForce = command.Operation == OrderOperation.New ? TimeInForce.Gtc : TimeInForce.Ioc;
        order.Price = command.Price;
        order.Quantity = command.Quantity;
        _core.Submit(in order, _nowNanos);
    }

    private void Replace(in MatchCommand command)
    {
        var request = new ReplaceRequest
        {
            OrderId = command.OrderId,
            AccountId = command.AccountId,
            ToBack = true,
            Price = command.Price,
            TriggerPrice = NewOrder.NoPrice,
            Quantity = command.Quantity,
        };
        _core.Replace(in request, _nowNanos);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Read() => _reader.Poll(RingSlots);

    private long BestOf(Side side) => _core.TryBest(0, side, out var best) ? best.Price : NewOrder.NoPrice;

    private void Check(string what, long expected, long found) =>
        WrongAnswerException.ThrowUnlessEqual($"{_input.Name}, {what}", expected, found);
}

/// <summary>The operations of one run.</summary>
internal readonly record struct MatchingSample(long Nanos, int Operations, long AllocatedBytes)
{
    public double MillionPerSecond => Operations * 1e3 / Nanos;
}
