using LatencyEngine.Domain;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Statistics;

/// <summary>Everything that one pass through a session tells of its amounts. Cold; one thread.</summary>
internal sealed class SessionStatistics
{
    public SessionCounts Counts { get; } = new();

    public RateHistory InputRates { get; } = new();

    public RateHistory OrderRates { get; } = new();

    public InputGaps Gaps { get; } = new();

    /// <summary>Gaps that feeds reported, and how many of their messages were lost in them.</summary>
    public long FeedGaps { get; private set; }

    public long FeedMessagesLost { get; private set; }

    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static SessionStatistics Read(
        ISessionReader session, SessionRange range, ScanProgress progress, CancellationToken cancellation)
    {
        var statistics = new SessionStatistics();
        range.Seek(session);
        while (range.TryRead(session, out var record))
        {
            statistics.Add(in record);
            progress.Advance(cancellation);
        }

        return statistics;
    }

    private void Add(in JournalRecord record)
    {
        Counts.Add(in record);
        if (record.Kind == RecordKind.Input)
        {
            InputRates.Add(record.TimestampNanos);
            Gaps.Add(record.Sequence, record.TimestampNanos);
        }

        if (record.Is<OrderAccepted>()) OrderRates.Add(record.TimestampNanos);
        if (!record.TryAs<FeedGap>(out var gap)) return;
        FeedGaps++;
        if (gap.Received > gap.Expected) FeedMessagesLost += (long)(gap.Received - gap.Expected);
    }
}
