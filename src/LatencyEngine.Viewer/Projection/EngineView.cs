using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// An engine as a viewer knows it: instruments, orders, fills, positions, money, risk, strategies, notices and health.
/// Written by the one thread that applies messages and read by that thread in between; owns all of its tables.
/// </summary>
/// <remarks>
/// <para><b>One applier.</b> What a snapshot holds are the very messages that tell changes, each the latest of its key, so
/// that state is rebuilt in the way in which it is kept.</para>
/// <para><b>Redrawing.</b> Every table, and every row, has a version that grows when it changes.</para>
/// <para><b>Limits.</b> All tables are as large as <see cref="ViewerLimits"/> says from the start; applying a message
/// allocates nothing.</para>
/// </remarks>
public sealed class EngineView
{
    private readonly MarketApplier _market;

    public EngineView(ViewerLimits limits)
    {
        Limits = limits;
        Instruments = new InstrumentTable(limits.InstrumentIdEnd, limits.DepthLevels);
        Orders = new OrderBoard(limits);
        Positions = new PositionBoard(limits, Instruments);
        Wallets = new WalletBoard(limits);
        Risk = new RiskBoard(limits);
        Strategies = new StrategyBoard(limits);
        Notices = new NoticeBoard(limits);
        Health = new HealthBoard(limits);
        _market = new MarketApplier(Instruments);
    }

    public ViewerLimits Limits { get; }

    public InstrumentTable Instruments { get; }

    public OrderBoard Orders { get; }

    public PositionBoard Positions { get; }

    public WalletBoard Wallets { get; }

    public RiskBoard Risk { get; }

    public StrategyBoard Strategies { get; }

    public NoticeBoard Notices { get; }

    public HealthBoard Health { get; }

    /// <summary>Number of the engine's session; 0 before it is known.</summary>
    public ulong SessionId { get; private set; }

    /// <summary>Event time of the last output applied, UTC nanoseconds.</summary>
    public long EventNanos { get; private set; }

    /// <summary>Last input of which an output was applied; -1 for none.</summary>
    public long InputSequence { get; private set; } = -1;

    /// <summary>Messages applied.</summary>
    public long Applied { get; private set; }

    /// <summary>Messages of kinds that a view has no use for, such as those of a newer engine.</summary>
    public long Ignored { get; private set; }

    /// <summary>Messages that could not be read.</summary>
    public long Malformed { get; private set; }

    /// <summary>Takes over what a message says, with its SBE header; of any stream but that of single market data.</summary>
    public ViewChange Apply(ReadOnlySpan<byte> message) => Count(
        LatencyEngineMessages.ReadHeader(message, out var header) == SbeStatus.Ok
            ? ApplyBy(header.TemplateId, message)
            : ViewChange.Malformed);

    /// <summary>Takes over single market data, unless what is known of the instrument holds them already.</summary>
    /// <param name="sequence">Of the message on the market stream.</param>
    public ViewChange ApplyUpdate(long sequence, ReadOnlySpan<byte> message) => Count(_market.Apply(sequence, message));

    private ViewChange Count(ViewChange change)
    {
        switch (change)
        {
            case ViewChange.Applied: Applied++; break;
            case ViewChange.Ignored: Ignored++; break;
            default: Malformed++; break;
        }

        return change;
    }

    /// <summary>Forgets the state, to be told again; what happened lately stays.</summary>
    public void ClearState()
    {
        Instruments.Clear();
        Orders.ClearState();
        Positions.Clear();
        Wallets.Clear();
        Risk.Clear();
        Strategies.Clear();
        Health.Clear();
        (SessionId, EventNanos, InputSequence) = (0, 0, -1);
    }

    /// <summary>Forgets everything: another engine follows.</summary>
    public void Clear()
    {
        ClearState();
        Orders.ClearHistory();
        Notices.Clear();
    }

    private ViewChange ApplyBy(ushort templateId, ReadOnlySpan<byte> message) => templateId switch
    {
        < OrderAccepted.TemplateId => ApplyInput(templateId, message),
        <= OrderFilled.TemplateId => ApplyOrder(templateId, message),
        <= CommandAnswered.TemplateId => ApplyOutput(templateId, message),
        _ => ApplyStream(templateId, message),
    };

    private ViewChange ApplyInput(ushort templateId, ReadOnlySpan<byte> message)
    {
        switch (templateId)
        {
            case InstrumentDefinition.TemplateId when Read(message, out InstrumentDefinition m): Instruments.Define(in m); break;
            case AccountDefinition.TemplateId when Read(message, out AccountDefinition m): Wallets.Apply(in m); break;
            case StrategyDefinition.TemplateId when Read(message, out StrategyDefinition m): Strategies.Apply(in m); break;
            case CurrencyRate.TemplateId when Read(message, out CurrencyRate m): Wallets.Apply(in m); break;
            case FeedStatus.TemplateId when Read(message, out FeedStatus m): Health.Apply(in m); break;
            case SessionOpened.TemplateId when Read(message, out SessionOpened m): SessionId = m.SessionId; break;
            case InstrumentStatusChanged.TemplateId when Read(message, out InstrumentStatusChanged m): Instruments.Apply(in m); break;
            case BookSnapshotDecoder.TemplateId when Instruments.SetDepth(message): break;
            default: return IsKnownInput(templateId) ? ViewChange.Malformed : ViewChange.Ignored;
        }

        return ViewChange.Applied;
    }

    private static bool IsKnownInput(ushort templateId) => templateId
        is InstrumentDefinition.TemplateId or AccountDefinition.TemplateId or StrategyDefinition.TemplateId
        or CurrencyRate.TemplateId or FeedStatus.TemplateId or SessionOpened.TemplateId
        or InstrumentStatusChanged.TemplateId or BookSnapshotDecoder.TemplateId;

    private ViewChange ApplyOrder(ushort templateId, ReadOnlySpan<byte> message)
    {
        switch (templateId)
        {
            case OrderAccepted.TemplateId when Read(message, out OrderAccepted m): Orders.Apply(in m); break;
            case OrderRejected.TemplateId when Read(message, out OrderRejected m):
                Orders.Apply(in m);
                Note(Notices.Rejections, message, m.InputSequence, m.OutputIndex);
                break;
            case OrderReplaced.TemplateId when Read(message, out OrderReplaced m): Orders.Apply(in m); break;
            case OrderCanceled.TemplateId when Read(message, out OrderCanceled m): Orders.Apply(in m); break;
            case OrderExpired.TemplateId when Read(message, out OrderExpired m): Orders.Apply(in m); break;
            case OrderTriggered.TemplateId when Read(message, out OrderTriggered m): Orders.Apply(in m); break;
            case OrderFilled.TemplateId when Read(message, out OrderFilled m): Orders.Apply(in m); break;
            default: return ViewChange.Malformed;
        }

        return SeeOutput(message);
    }

    private ViewChange ApplyOutput(ushort templateId, ReadOnlySpan<byte> message)
    {
        switch (templateId)
        {
            case PositionChanged.TemplateId when Read(message, out PositionChanged m): Positions.Apply(in m); break;
            case LedgerPosted.TemplateId when Read(message, out LedgerPosted m): Wallets.Apply(in m); break;
            case TradingStateChanged.TemplateId when Read(message, out TradingStateChanged m): Risk.Apply(in m); break;
            case RiskLimitChanged.TemplateId when Read(message, out RiskLimitChanged m): Risk.Apply(in m); break;
            case StrategyStateChanged.TemplateId when Read(message, out StrategyStateChanged m): Strategies.Apply(in m); break;
            case StrategyParameterChanged.TemplateId when Read(message, out StrategyParameterChanged m):
                Strategies.Apply(in m);
                break;
            case SessionEnded.TemplateId when Read(message, out SessionEnded m): Health.Apply(in m); break;
            case AlertRaised.TemplateId when Read(message, out AlertRaised m):
                Note(Notices.Alerts, message, m.InputSequence, m.OutputIndex);
                break;
            case RiskBreached.TemplateId when Read(message, out RiskBreached m):
                Note(Notices.Alerts, message, m.InputSequence, m.OutputIndex);
                break;
            case CommandRejected.TemplateId when Read(message, out CommandRejected m):
                Note(Notices.Rejections, message, m.InputSequence, m.OutputIndex);
                break;
            case CommandAnswered.TemplateId when Read(message, out CommandAnswered m):
                Note(Notices.Answers, message, m.InputSequence, m.OutputIndex);
                break;
            case BarClosed.TemplateId or SignalRaised.TemplateId: return ViewChange.Ignored;
            default: return ViewChange.Malformed;
        }

        return SeeOutput(message);
    }

    private ViewChange ApplyStream(ushort templateId, ReadOnlySpan<byte> message)
    {
        switch (templateId)
        {
            case OrderSnapshot.TemplateId when Read(message, out OrderSnapshot m): Orders.Apply(in m); break;
            case InstrumentSnapshot.TemplateId when Read(message, out InstrumentSnapshot m): Instruments.Set(in m); break;
            case StageLatency.TemplateId when Read(message, out StageLatency m): Health.Apply(in m); break;
            case RiskUsage.TemplateId when Read(message, out RiskUsage m): Risk.Apply(in m); break;
            case EngineHealth.TemplateId when Read(message, out EngineHealth m):
                Health.Apply(in m);
                SessionId = m.SessionId;
                break;
            case SnapshotBegin.TemplateId when Read(message, out SnapshotBegin m):
                SessionId = m.SessionId;
                (EventNanos, InputSequence) = (m.TimestampNanos, m.InputSequence);
                break;
            case SnapshotEnd.TemplateId: break;
            default: return ViewChange.Ignored;
        }

        return ViewChange.Applied;
    }

    // The heads of all outputs are alike: time, input, index.
    private ViewChange SeeOutput(ReadOnlySpan<byte> message)
    {
        if (!Read(message, out OutputHead head)) return ViewChange.Malformed;
        if (head.InputSequence <= InputSequence) return ViewChange.Applied;
        (EventNanos, InputSequence) = (head.TimestampNanos, head.InputSequence);
        return ViewChange.Applied;
    }

    private static bool Read(ReadOnlySpan<byte> message, out OutputHead head) => OutputHead.TryRead(message, out head);

    private static bool Read<T>(ReadOnlySpan<byte> message, out T read)
        where T : unmanaged, ISbeMessage<T> => T.Decode(message, out read) == SbeStatus.Ok;

    private static void Note(RecentList<EngineEvent> list, ReadOnlySpan<byte> message, long input, uint index)
    {
        var notice = default(EngineEvent);
        if (notice.TryRead(message)) list.Add(input, index, in notice);
    }
}

/// <summary>What became of a message that was applied to a view.</summary>
public enum ViewChange
{
    Applied = 0,

    /// <summary>A view has no use for messages of this kind.</summary>
    Ignored = 1,

    /// <summary>It could not be read; nothing has changed.</summary>
    Malformed = 2,
}
