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

    /// <param name="isHashed">Hash the trades, in the repetition that is not timed.</param>
    public TextbookRun(MatchingInput input, bool isHashed)
    {
        _input = input;
        _trades = new TradeCount(isHashed);
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
        if (_trades.Hash is { } hash && hash != _input.Facts.TradeHash)
            throw new WrongAnswerException($"{_input.Name}, textbook: trade hash {hash:x16}, not {_input.Facts.TradeHash:x16}.");
    }

    private void Execute(ReadOnlySpan<MatchCommand> commands)
    {
        foreach (ref readonly var command in commands)
        {
            if (command.Operation is OrderOperation.Cancel or OrderOperation.Modify && !_book.Cancel(command.OrderId)) continue;
            if (command.Operation == OrderOperation.Cancel) continue;
            var mayRest = command.Operation != OrderOperation.NewImmediate;
            _book.Enter(command.OrderId, command.Side, command.Price, command.Quantity, mayRest);
        }
    }

    private sealed class TradeCount(bool isHashed) : IFlowTrades
    {
        private TradeHash _hash = new();

        public ulong? Hash => isHashed ? _hash.Value : null;

        public long Count { get; private set; }

        public long Lots { get; private set; }

        public void OnTrade(ulong takerId, ulong makerId, long price, long lots, bool isMakerFilled)
        {
            Count++;
            Lots += lots;
            if (isHashed) _hash.Add(takerId, makerId, price, lots);
        }
    }
}
