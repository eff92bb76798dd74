using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Backtest.Replay;

/// <summary>How many inputs of each message a session has had. One thread.</summary>
public sealed class InputCounts
{
    private readonly long[] _counts = new long[RecordKinds.FirstOutputTemplateId];

    /// <summary>By template id.</summary>
    public ReadOnlySpan<long> ByTemplate => _counts;

    public long Total { get; private set; }

    /// <summary>Inputs with which market data came: quotes, trades, books, gaps and states of feeds.</summary>
    public long MarketData =>
        Of(Quote.TemplateId) + Of(Trade.TemplateId) + Of(BookDelta.TemplateId) + Of(BookOrder.TemplateId)
        + Of(FeedGap.TemplateId) + Of(FeedStatus.TemplateId) + Of(InstrumentStatusChanged.TemplateId);

    public long Of(ushort templateId) => _counts[templateId];

    public void Add(ushort templateId)
    {
        _counts[templateId]++;
        Total++;
    }

    /// <summary>Makes them what was counted before; of missing templates there were none.</summary>
    public void Set(ReadOnlySpan<long> byTemplate)
    {
        Array.Clear(_counts);
        byTemplate.CopyTo(_counts);
        Total = 0;
        foreach (var count in _counts) Total += count;
    }
}
