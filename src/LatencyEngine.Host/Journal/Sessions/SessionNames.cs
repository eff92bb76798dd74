using LatencyEngine.Domain;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>
/// What a session calls its instruments, accounts and strategies, and when its events begin: read from the definitions
/// that stand before its opening. Cold; immutable once read.
/// </summary>
internal sealed class SessionNames
{
    // Far more definitions than an engine has room for; a session whose beginning is gone may hold none.
    private const int RecordsMax = 1_000_000;

    private readonly Dictionary<uint, InstrumentDefinition> _instruments = [];
    private readonly Dictionary<uint, string> _accounts = [];
    private readonly Dictionary<ushort, string> _strategies = [];

    /// <summary>Time of the first input, in UTC nanoseconds; of the head when there is none.</summary>
    public long FirstNanos { get; private set; }

    public IReadOnlyDictionary<uint, InstrumentDefinition> Instruments => _instruments;

    /// <summary>Reads them and puts the reader back to the head.</summary>
    public static SessionNames Read(ISessionReader session)
    {
        var names = new SessionNames { FirstNanos = session.Head.StartedNanos };
        session.Rewind();
        var inputs = 0;
        while (inputs < RecordsMax && session.TryRead(out var record) && !IsAfterDefinitions(record.TemplateId))
        {
            if (record.Kind != RecordKind.Input) continue;
            if (inputs++ == 0) names.FirstNanos = record.TimestampNanos;
            names.Learn(in record);
        }

        session.Rewind();
        return names;
    }

    /// <summary>Takes a definition in; all else is passed over.</summary>
    private void Learn(in JournalRecord record)
    {
        if (record.TryAs<InstrumentDefinition>(out var instrument)) _instruments[instrument.InstrumentId] = instrument;
        if (record.TryAs<AccountDefinition>(out var account)) _accounts[account.AccountId] = account.NameText;
        if (record.TryAs<StrategyDefinition>(out var strategy)) _strategies[strategy.StrategyId] = strategy.NameText;
    }

    /// <summary>The symbol; empty for what was never defined.</summary>
    public string SymbolOf(uint instrumentId) =>
        _instruments.TryGetValue(instrumentId, out var definition) ? definition.SymbolText : "";

    public string AccountNameOf(uint accountId) => _accounts.GetValueOrDefault(accountId, "");

    public string StrategyNameOf(ushort strategyId) => _strategies.GetValueOrDefault(strategyId, "");

    /// <summary>The name that goes with an id, by the field that holds the id; empty for all other fields.</summary>
    public string NameOf(string field, ulong id) => field switch
    {
        "instrumentId" => SymbolOf((uint)id),
        "accountId" => AccountNameOf((uint)id),
        "strategyId" => StrategyNameOf((ushort)id),
        _ => "",
    };

    /// <summary>The ids that carry a name, by the field that holds ids.</summary>
    public IEnumerable<ulong> IdsOf(string field, string name) => field switch
    {
        "instrumentId" => from pair in _instruments where IsSame(pair.Value.SymbolText, name) select (ulong)pair.Key,
        "accountId" => from pair in _accounts where IsSame(pair.Value, name) select (ulong)pair.Key,
        "strategyId" => from pair in _strategies where IsSame(pair.Value, name) select (ulong)pair.Key,
        _ => [],
    };

    private static bool IsAfterDefinitions(ushort templateId) => templateId
        is SessionOpened.TemplateId or Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId;

    private static bool IsSame(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
