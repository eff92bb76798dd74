using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Matches a file of orders in a book of its own, and counts. One thread; one run.</summary>
public sealed class OrderRun
{
    private readonly OrderFile _file;
    private readonly int _prefill;
    private long _trades;
    private long _volume;
    private long _restingSum;
    private long _levelsSum;
    private int _ordersPeak;
    private int _levelsPeak;

    private OrderRun(OrderFile file, int prefill) => (_file, _prefill) = (file, prefill);

    /// <param name="prefill">Rows that only build the book, not more than the file has.</param>
    /// <exception cref="FeedFormatException">A row asks for what no book can do; names its line.</exception>
    public static OrderRunResult Run(OrderFile file, int prefill)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(prefill);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefill, file.Rows.Length);
        if (file.Format == OrderFileFormat.Orders) return new OrderRun(file, prefill).Run(new OrdersTally());
        using var tally = new Flash1Tally();
        return new OrderRun(file, prefill).Run(tally);
    }

    private OrderRunResult Run(IRowTally tally)
    {
        var rows = _file.Rows;
        using var book = new RowBook(RunSizes.ForAll(rows));
        for (var i = 0; i < rows.Length; i++)
        {
            var price = rows[i].Operation == OrderOperation.Cancel ? book.PriceOf(rows[i].OrderId) : rows[i].Price;
            book.Apply(in rows[i]);
            CheckTaken(i, in rows[i], book.Events);
            CountTrades(book.Events);
            tally.Add(in rows[i], price, book.Events);
            CountBook(book);
        }

        return new OrderRunResult(_prefill, FiguresOf(book, tally), _trades, _volume, _ordersPeak, _levelsPeak);
    }

    private void CheckTaken(int index, in OrderRow row, ReadOnlySpan<MatchEvent> events)
    {
        if (events[0].Kind != MatchEventKind.Rejected) return;
        var reason = (RejectReason)events[0].Reason;
        var isNew = row.Operation is OrderOperation.New or OrderOperation.NewImmediate;
        if (reason == RejectReason.UnknownOrder && !isNew) return;
        throw new FeedFormatException(
            _file.Path, _file.LineOf(index), $"expected a row that a book can take, found that order {row.OrderId} is refused: {reason}");
    }

    private void CountTrades(ReadOnlySpan<MatchEvent> events)
    {
        foreach (ref readonly var said in events)
        {
            if (said.Kind != MatchEventKind.Traded) continue;
            _trades++;
            _volume += said.Quantity;
        }
    }

    private void CountBook(RowBook book)
    {
        var (bids, asks) = (book.LevelsOf(Side.Buy), book.LevelsOf(Side.Sell));
        _ordersPeak = Math.Max(_ordersPeak, book.Resting);
        _levelsPeak = Math.Max(_levelsPeak, Math.Max(bids, asks));
        _restingSum += book.Resting;
        _levelsSum += bids + asks;
    }

    private List<RunFigure> FiguresOf(RowBook book, IRowTally tally)
    {
        var rows = _file.Rows.Length;
        List<RunFigure> figures =
        [
            RunFigure.Of("rows", rows),
            RunFigure.Of("prefill", _prefill),
            RunFigure.Of("ops", rows - _prefill),
            RunFigure.Of("trades", _trades),
            RunFigure.Of("volume", _volume),
        ];
        tally.AddTo(figures);
        figures.AddRange(
        [
            RunFigure.Of("final_resting", book.Resting),
            RunFigure.Of("final_levels", book.LevelsOf(Side.Buy) + book.LevelsOf(Side.Sell)),
            RunFigure.OfPrice("final_best_bid", book.BestOf(Side.Buy)),
            RunFigure.OfPrice("final_best_ask", book.BestOf(Side.Sell)),
            RunFigure.Of("peak_resting", _ordersPeak),
            RunFigure.Of("mean_resting", _restingSum / Math.Max(1, rows)),
            RunFigure.Of("mean_levels", _levelsSum / Math.Max(1, rows)),
        ]);
        return figures;
    }
}
