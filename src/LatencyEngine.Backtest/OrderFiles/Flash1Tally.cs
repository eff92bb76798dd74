using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Counts and reports what rows of <see cref="OrderFileFormat.Flash1"/> lead to. One thread; owns the report.</summary>
internal sealed class Flash1Tally : IRowTally, IDisposable
{
    private readonly Flash1Report _report = new();
    private readonly long[] _rows = new long[(int)OrderOperation.Modify + 1];

    public void Add(in OrderRow row, long price, ReadOnlySpan<MatchEvent> events)
    {
        _rows[(int)row.Operation]++;
        if (events[0].Kind == MatchEventKind.Rejected) ReportNothing(in row);
        else if (events[0].Kind == MatchEventKind.Replaced) ReportModified(row.Sequence, price, events);
        else Report(row.Sequence, price, events);
    }

    public void AddTo(List<RunFigure> figures) => figures.AddRange(
    [
        RunFigure.Of("new", _rows[(int)OrderOperation.New]),
        RunFigure.Of("ioc", _rows[(int)OrderOperation.NewImmediate]),
        RunFigure.Of("cancels", _rows[(int)OrderOperation.Cancel]),
        RunFigure.Of("modifies", _rows[(int)OrderOperation.Modify]),
        RunFigure.Of("order_acks", _report.CountOf(0)),
        RunFigure.Of("cancel_acks", _report.CountOf(2)),
        RunFigure.Of("modify_acks", _report.CountOf(3)),
        RunFigure.Of("cancel_rejects", _report.CountOf(4)),
        RunFigure.Of("modify_rejects", _report.CountOf(5)),
        RunFigure.Of("report_sha256", _report.Sha256()),
    ]);

    public void Dispose() => _report.Dispose();

    private void ReportNothing(in OrderRow row)
    {
        if (row.Operation == OrderOperation.Modify) _report.SayNothingToModify(row.Sequence, row.OrderId);
        else _report.SayNothingToCancel(row.Sequence, row.OrderId);
    }

    private void Report(long sequence, long price, ReadOnlySpan<MatchEvent> events)
    {
        foreach (ref readonly var said in events)
        {
            switch (said.Kind)
            {
                case MatchEventKind.Accepted: _report.SayAccepted(sequence, in said); break;
                case MatchEventKind.Traded: _report.SayTraded(sequence, in said); break;
                case MatchEventKind.Canceled: _report.SayCanceled(sequence, price, in said); break;
                default: break; // The report has no line for anything else.
            }
        }
    }

    // The core says first that the order was replaced; the report wants trades, type 1, before it, type 3.
    private void ReportModified(long sequence, long price, ReadOnlySpan<MatchEvent> events)
    {
        Report(sequence, price, events);
        _report.SayModified(sequence, in events[0]);
    }
}
