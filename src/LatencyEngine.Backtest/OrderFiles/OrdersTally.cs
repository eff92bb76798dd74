using System.Globalization;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Counts and hashes what rows of <see cref="OrderFileFormat.Orders"/> lead to. One thread.</summary>
internal sealed class OrdersTally : IRowTally
{
    private TradeHash _hash = new();
    private Int128 _notional;
    private long _adds;
    private long _immediates;
    private long _cancels;
    private long _canceled;
    private long _addTrades;
    private long _immediateTrades;
    private long _addsThatTraded;
    private long _addsRested;
    private long _immediatesWithRest;

    public void Add(in OrderRow row, long price, ReadOnlySpan<MatchEvent> events)
    {
        switch (row.Operation)
        {
            case OrderOperation.New: CountAdd(in row, events); break;
            case OrderOperation.NewImmediate: CountImmediate(events); break;
            default: CountCancel(events); break;
        }
    }

    public void AddTo(List<RunFigure> figures) => figures.AddRange(
    [
        RunFigure.Of("adds", _adds),
        RunFigure.Of("cancels", _cancels),
        RunFigure.Of("ioc", _immediates),
        RunFigure.Of("cancel_ok", _canceled),
        RunFigure.Of("cancel_reject", _cancels - _canceled),
        RunFigure.Of("trades_by_ioc", _immediateTrades),
        RunFigure.Of("trades_by_add", _addTrades),
        RunFigure.Of("adds_that_traded", _addsThatTraded),
        RunFigure.Of("adds_rested", _addsRested),
        RunFigure.Of("ioc_with_residual", _immediatesWithRest),
        RunFigure.Of("notional_ticks", _notional),
        RunFigure.Of("trade_fnv1a64", _hash.Value.ToString("x16", CultureInfo.InvariantCulture)),
    ]);

    private void CountAdd(in OrderRow row, ReadOnlySpan<MatchEvent> events)
    {
        var (trades, lots) = Take(events);
        _adds++;
        _addTrades += trades;
        if (trades > 0) _addsThatTraded++;
        if (lots < row.Quantity) _addsRested++;
    }

    private void CountImmediate(ReadOnlySpan<MatchEvent> events)
    {
        _immediates++;
        _immediateTrades += Take(events).Trades;
        if (events[^1].Kind == MatchEventKind.Canceled) _immediatesWithRest++;
    }

    private void CountCancel(ReadOnlySpan<MatchEvent> events)
    {
        _cancels++;
        if (events[0].Kind == MatchEventKind.Canceled) _canceled++;
    }

    private (int Trades, long Lots) Take(ReadOnlySpan<MatchEvent> events)
    {
        var (trades, lots) = (0, 0L);
        foreach (ref readonly var said in events)
        {
            if (said.Kind != MatchEventKind.Traded) continue;
            trades++;
            lots += said.Quantity;
            _notional += (Int128)said.Price * said.Quantity;
            _hash.Add(
                FileOrderId.FromCore(said.OrderId), FileOrderId.FromCore(said.MakerOrderId), said.Price, said.Quantity);
        }

        return (trades, lots);
    }
}
