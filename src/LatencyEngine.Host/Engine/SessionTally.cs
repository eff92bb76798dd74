using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Counts what the engine puts out and hashes it once more, for reports and the live view. Written by the thread of
/// the output ring; other threads read counts that may be a moment old.
/// </summary>
internal sealed class SessionTally(IngressStamps stamps)
{
    private const int TemplateEnd = 256;
    private const int ReasonEnd = 256;

    private readonly long[] _counts = new long[TemplateEnd];
    private readonly long[] _rejections = new long[ReasonEnd];
    private readonly long[] _cancellations = new long[ReasonEnd];
    private readonly long[] _alerts = new long[ReasonEnd];
    private StateHash _hash;
    private long _firstInputSequence;

    /// <summary>From the moment an input was published to the moment an order that it caused came out.</summary>
    public LatencyHistogram TickToOrder { get; } = new();

    /// <summary>The same, for who collects what was recorded since the last time.</summary>
    public LatencyRecorder RecentTickToOrder { get; } = new();

    public ulong Hash => _hash.Value;

    public long Count { get; private set; }

    /// <summary>The last output of a session that was closed.</summary>
    public SessionEnded? Ended { get; private set; }

    /// <summary>The alerts, breaches and state changes seen last, for people; the newest last.</summary>
    public NoticeBoard Notices { get; } = new();

    public long CountOf(int templateId) => Volatile.Read(ref _counts[templateId]);

    public long Rejections(RejectReason reason) => Volatile.Read(ref _rejections[(int)reason]);

    public long Cancellations(CancelReason reason) => Volatile.Read(ref _cancellations[(int)reason]);

    public long Alerts(AlertKind kind) => Volatile.Read(ref _alerts[(int)kind]);

    /// <summary>Goes on after a restart, from what had been put out before; counts by message begin anew.</summary>
    public void Resume(ulong hash, long count, long firstInputSequence)
    {
        _hash = StateHash.From(hash);
        Count = count;
        _firstInputSequence = firstInputSequence;
    }

    public void Add(ref EngineEvent output)
    {
        var template = output.TemplateId;
        _counts[template]++;
        switch (template)
        {
            case OrderAccepted.TemplateId: Time(output.As<OrderAccepted>().InputSequence); break;
            case OrderRejected.TemplateId: _rejections[(int)output.As<OrderRejected>().RejectReason]++; break;
            case CommandRejected.TemplateId: _rejections[(int)output.As<CommandRejected>().RejectReason]++; break;
            case OrderCanceled.TemplateId: _cancellations[(int)output.As<OrderCanceled>().CancelReason]++; break;
            case AlertRaised.TemplateId:
                _alerts[(int)output.As<AlertRaised>().AlertKind]++;
                Notices.Add(in output);
                break;
            case RiskBreached.TemplateId or TradingStateChanged.TemplateId
                or StrategyStateChanged.TemplateId:
                Notices.Add(in output);
                break;
            case SessionEnded.TemplateId:
                Ended = output.As<SessionEnded>();
                return; // It states the hash of all before it.
            default: break;
        }

        _hash.Add(output.AsBytes());
        Count++;
    }

    private void Time(long inputSequence)
    {
        var now = IngressStamps.NowNanos();
        if (!stamps.TryGet(inputSequence - _firstInputSequence, out var published)) return;
        TickToOrder.Record(now - published);
        RecentTickToOrder.Record(now - published);
    }
}

/// <summary>Hands the outputs to the tally, and passes over the inputs among them.</summary>
internal readonly struct TallyHandler(SessionTally tally) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
    {
        if (e.TemplateId >= RecordKinds.FirstOutputTemplateId) tally.Add(ref e);
    }
}
