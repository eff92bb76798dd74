using LatencyEngine.Journal.Records;

namespace LatencyEngine.Backtest.Replay;

/// <summary>How many inputs of each message a session has had. One thread.</summary>
public sealed class InputCounts
{
    private readonly long[] _counts = new long[RecordKinds.FirstOutputTemplateId];

    /// <summary>By template id.</summary>
    public ReadOnlySpan<long> ByTemplate => _counts;

    public long Total { get; private set; }

    /// <summary>Inputs that feeds told: so many of them need not be told again.</summary>
    public long FromFeeds { get; private set; }

    public long Of(ushort templateId) => _counts[templateId];

    public void Add(ushort templateId)
    {
        _counts[templateId]++;
        Total++;
        if (RecordKinds.IsFromFeed(templateId)) FromFeeds++;
    }

    /// <summary>Makes them what was counted before; of missing templates there were none.</summary>
    public void Set(ReadOnlySpan<long> byTemplate)
    {
        Array.Clear(_counts);
        byTemplate.CopyTo(_counts);
        Total = FromFeeds = 0;
        for (var template = 0; template < _counts.Length; template++)
        {
            Total += _counts[template];
            if (RecordKinds.IsFromFeed((ushort)template)) FromFeeds += _counts[template];
        }
    }
}
