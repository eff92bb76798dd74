using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// The same order flow through the textbook book: no accounts, no checks, no ring; trades are only counted. What everybody
/// writes first, and so the baseline.
/// </summary>
internal sealed class TextbookRun
{
    private readonly MatchingInput _input;
    private readonly TradeCount _trades;
    private readonly TextbookBook<TradeCount> _book;

    /// <param name="hash">Of the trades, for the repetition that is not timed; else <c>null</c>.</param>
    public TextbookRun(MatchingInput input, FlowTradeHash? hash = null)
    {
        _input = input;
        _trades = new TradeCount(hash);
        _book = new TextbookBook<TradeCount>(_trades);
        Execute(input.Prefill);
    }

    public MatchingSample Time()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = ThreadTime.NowNanos();
        Execute(_input.Operations);
        var nanos = ThreadTime.NowNanos() - started;
        return new MatchingSample(nanos, _input.Operations.Length, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    public void Check()
    {
        WrongAnswerException.ThrowUnlessEqual($"{_input.Name}, textbook, trades", _input.Facts.Trades, _trades.Count);
        WrongAnswerException.ThrowUnlessEqual($"{_input.Name}, textbook, lots traded", _input.Facts.Volume, _trades.Lots);
        if (_trades.Hash is { } hash && hash.Value != _input.Facts.TradeHash)
            throw new WrongAnswerException($"{_input.Name}, textbook: trade hash {hash.Value:x16}, not {_input.Facts.TradeHash:x16}.");
    }

    private void Execute(ReadOnlySpan<MatchCommand> commands)
    {
        foreach (ref readonly var command in commands)
        {
            if (command.Action == OrderFlowAction.Cancel) _book.Cancel(command.OrderId);
            else _book.Enter(command.OrderId, command.Side, command.Price, command.Quantity, command.Action == OrderFlowAction.Add);
        }
    }

    private sealed class TradeCount(FlowTradeHash? hash) : IFlowTrades
    {
        public FlowTradeHash? Hash => hash;

        public long Count { get; private set; }

        public long Lots { get; private set; }

        public void OnTrade(ulong takerId, ulong makerId, long price, long lots, bool isMakerFilled)
        {
            Count++;
            Lots += lots;
            hash?.Add(takerId, makerId, price, lots);
        }
    }
}
