using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Engine;
using LatencyEngine.Host.Journal;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Replay.Comparison;

/// <summary>
/// Runs the market of a recorded session through an engine with settings of its own. The calling thread; owns the stages.
/// </summary>
/// <remarks>
/// The definitions of accounts, fees, venues, strategies and limits are those of the settings, the instruments those that
/// were recorded. Orders and other commands of people are left out: they answered another course of events. The session is
/// closed where its record ends without it.
/// </remarks>
internal sealed class MarketRun : IDisposable
{
    private readonly RecordedSession _settings;
    private readonly StageStepper _stepper;
    private readonly RunTally _tally;
    private readonly Dictionary<uint, EngineEvent> _instruments = [];
    private EngineEvent _slot;
    private long _lastNanos;
    private bool _isOpened;

    public MarketRun(RecordedSession settings)
    {
        _settings = settings;
        _stepper = settings.NewStepper();
        _tally = new RunTally(_stepper.Stages, settings.Configuration);
    }

    /// <summary>Commands of people that were left out.</summary>
    public long LeftOut { get; private set; }

    public long Inputs => _stepper.NextInput;

    /// <param name="reader">At any place; it ends where the session does.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public List<RunFigure> Run(ISessionReader reader, ScanProgress progress, CancellationToken cancellation)
    {
        reader.Rewind();
        while (reader.TryRead(out var record))
        {
            progress.Advance(cancellation);
            if (record.Kind == RecordKind.Input) Take(in record);
        }

        if (_slot.TemplateId != SessionClosing.TemplateId) Close();
        _tally.Look();
        return RunFigures.Of(_stepper.Stages, _settings.Configuration, _tally);
    }

    public void Dispose() => _stepper.Dispose();

    private void Take(in JournalRecord record)
    {
        if (!_slot.TryRead(record.Message)) throw new JournalException($"record {record.Sequence} is no message of an engine");
        _lastNanos = _slot.TimestampNanos;
        if (_slot.Is<InstrumentDefinition>() && !_isOpened) _instruments[_slot.As<InstrumentDefinition>().InstrumentId] = _slot;
        else if (_slot.Is<SessionOpened>()) Open();
        else if (IsOfMarket(_slot.TemplateId)) Step(ref _slot);
        else if (_isOpened) LeftOut++;
    }

    private void Open()
    {
        var instruments = _instruments.Values.Select(TermsOf).ToArray();
        new SessionDefinitions(_settings.Configuration, [.. _settings.Loaded.DecisionHash], instruments, Define)
        {
            SessionId = _settings.Head.SessionId,
        }.PublishAll(_lastNanos);
        _isOpened = true;
    }

    private void Define(EngineEvent definition)
    {
        if (definition.Is<InstrumentDefinition>()) definition = _instruments[definition.As<InstrumentDefinition>().InstrumentId];
        Step(ref definition);
    }

    private void Close()
    {
        _slot.Begin<SessionClosing>();
        _slot.TimestampNanos = _lastNanos;
        Step(ref _slot);
    }

    private void Step(ref EngineEvent input)
    {
        _stepper.Step(ref input);
        for (var i = 0; i < _stepper.OutputCount; i++) _tally.Add(in _stepper.Output(i));
        _tally.EndInput(input.TimestampNanos);
    }

    // What tells strategies and limits which instrument is meant; the definition itself stays as it was recorded.
    private static SessionInstrument TermsOf(EngineEvent recorded)
    {
        ref var definition = ref recorded.As<InstrumentDefinition>();
        var terms = new InstrumentTerms
        {
            Id = definition.InstrumentId, Symbol = definition.SymbolText, TickSize = definition.TickSize,
        };
        return new SessionInstrument(terms, FeedId: 0);
    }

    private static bool IsOfMarket(ushort templateId) => RecordKinds.IsFromFeed(templateId) || templateId
        is InstrumentDefinition.TemplateId or Signal.TemplateId or SessionClosing.TemplateId;
}
