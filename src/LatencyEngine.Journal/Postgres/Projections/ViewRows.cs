using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>Makes rows of events. Remembers the lots of instruments; everything else about an event is in it.</summary>
internal sealed class ViewRows(ViewTables tables)
{
    private readonly LotExponents _lots = new();
    private int _session;
    private string _streamId = "";
    private long _firstSequence;

    public LotExponents Lots => _lots;

    public void BeginSession(string streamId, long firstSequence)
    {
        _session++;
        (_streamId, _firstSequence) = (streamId, firstSequence);
    }

    /// <summary>Adds the rows of an event, if it has any.</summary>
    /// <returns>Its version in the stream.</returns>
    public long Add(in JournalRecord record)
    {
        var version = record.Sequence - _firstSequence + 1;
        var place = new EventPlace(_session, _streamId, version, record.Sequence, record.TimestampNanos);
        if (record.Kind == RecordKind.Input) AddDefinition(place, record);
        else if (record.Kind == RecordKind.Output) AddOutput(place, record);
        return version;
    }

    private void AddDefinition(in EventPlace place, in JournalRecord record)
    {
        switch (record.TemplateId)
        {
            case InstrumentDefinition.TemplateId: ReferenceRows.AddInstrument(tables.Instruments, _lots, place, record.Message); break;
            case AccountDefinition.TemplateId: ReferenceRows.AddAccount(tables.Accounts, place, record.Message); break;
            case StrategyDefinition.TemplateId: ReferenceRows.AddStrategy(tables.Strategies, place, record.Message); break;
            default: break; // Other inputs show by what they cause.
        }
    }

    private void AddOutput(in EventPlace place, in JournalRecord record)
    {
        var message = record.Message;
        switch (record.TemplateId)
        {
            case OrderAccepted.TemplateId: OrderRows.AddAccepted(tables, _lots, place, message); break;
            case OrderRejected.TemplateId: OrderRows.AddRejected(tables, place, message); break;
            case OrderReplaced.TemplateId: OrderRows.AddReplaced(tables, place, message); break;
            case OrderCanceled.TemplateId: OrderRows.AddCanceled(tables, place, message); break;
            case OrderExpired.TemplateId: OrderRows.AddExpired(tables, place, message); break;
            case OrderTriggered.TemplateId: OrderRows.AddTriggered(tables, place, message); break;
            case OrderFilled.TemplateId: OrderRows.AddFilled(tables, _lots, place, message); break;
            case PositionChanged.TemplateId: MoneyRows.AddPosition(tables.Positions, _lots, place, message); break;
            case LedgerPosted.TemplateId: MoneyRows.AddPosting(tables, place, message); break;
            case RiskBreached.TemplateId: RiskRows.AddBreach(tables.RiskEvents, place, message); break;
            case TradingStateChanged.TemplateId: RiskRows.AddState(tables.RiskEvents, place, message); break;
            case RiskLimitChanged.TemplateId: RiskRows.AddLimit(tables.RiskEvents, place, message); break;
            case AlertRaised.TemplateId: RiskRows.AddAlert(tables.Alerts, place, message); break;
            case StrategyStateChanged.TemplateId: ReferenceRows.AddStrategyState(tables.Strategies, place, message); break;
            case CommandRejected.TemplateId: RiskRows.AddRejection(tables.Rejections, place, message); break;
            default: break; // The others have no read model.
        }
    }
}
