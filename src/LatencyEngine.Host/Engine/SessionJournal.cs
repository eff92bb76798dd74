using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// The journal of one session of the engine: takes the folder, goes on with a session that was cut off or begins a
/// new one, writes everything down, and tends what follows the log. The control thread; the handler runs on its own.
/// </summary>
internal sealed class SessionJournal : IDisposable
{
    /// <summary>How long the end of a session waits for the event store. What is left is shipped by the next one.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromMinutes(2);

    private const long RetainEveryMillis = 5_000;

    private readonly LogWriter _log;
    private readonly JournalWitness _witness;
    private readonly EngineConfiguration _configuration;
    private readonly SessionStore? _store;
    private readonly SpaceWatch _space;
    private SessionShadow? _shadow;
    private long _retainDueMillis;

    private SessionJournal(LogWriter log, EngineConfiguration configuration, JournalOpening opening)
    {
        _log = log;
        _configuration = configuration;
        Head = opening.Head;
        Before = opening.Before;
        Notices = opening.Notices;
        _witness = new JournalWitness(log, Before?.Inputs ?? 0);
        _space = new SpaceWatch(Before?.Stages.Risk.EngineState == TradingState.ReduceOnly);
        if (Settings.Store.Use != StoreUse.Off) _store = new SessionStore(Settings.Store, Folder, log);
    }

    public SessionHead Head { get; private set; }

    /// <summary>Where the session goes on; <c>null</c> for a new one.</summary>
    public ResumePoint? Before { get; }

    private JournalConfiguration Settings => _configuration.Journal;

    private string Folder => Settings.FullPath;

    /// <summary>What was found when the journal was opened, for people.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>To be put on the output ring, before everybody who must not run ahead of it.</summary>
    public JournalHandler Handler => new(_witness);

    public long DurableSequence => _log.DurableSequence;

    /// <summary>Last record written. Any thread.</summary>
    public long LastSequence => _log.LastSequence;

    /// <summary>Last record that the event store has; 0 without one. Any thread.</summary>
    public long ShippedSequence => _store?.ShippedSequence ?? 0;

    /// <summary>What the shadow found; <c>null</c> as it should be, or where there is none.</summary>
    public string? Alarm => _shadow?.Alarm;

    /// <summary>How far the shadow has verified the journal; <c>null</c> where there is none.</summary>
    public long? VerifiedSequence => _shadow?.Sequence;

    /// <summary>How the event store stands, in words.</summary>
    public string DescribeStore() => _store?.Describe() ?? "not shipped, as configured";

    /// <summary>Opens the journal that a configuration names.</summary>
    /// <returns><c>null</c> when it wants none.</returns>
    /// <exception cref="JournalException">The folder is in use, damaged, or holds a session that may not go on.</exception>
    public static SessionJournal? Open(ConfigurationResult loaded)
    {
        var settings = loaded.Configuration!.Journal;
        if (settings.Durability == JournalDurability.Off) return null;
        var log = LogWriter.Open(OptionsOf(settings));
        try
        {
            return new SessionJournal(log, loaded.Configuration, new JournalOpening(log, settings.FullPath, loaded));
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>The journal to read, all sessions of it.</summary>
    public IJournalReader OpenLog() => new LogJournal(Folder);

    /// <summary>Writes the head of a new session. Before the pipeline starts.</summary>
    public void Start()
    {
        if (Before is null) Head = _log.BeginSession(Head);
        if (Settings.SnapshotSeconds > 0) _shadow = new SessionShadow(_configuration, Folder, Head.SessionId, _log);
    }

    /// <summary>Now and then while the session runs: lets go of what the store has, and looks at the room on the disk.</summary>
    /// <returns>What to tell the engine because of it, and then <see cref="Told"/>; <c>null</c> for nothing.</returns>
    public EngineEvent? Tend()
    {
        var keepsAll = Settings.RetainMebibytes == 0 && Settings.RetainHours == 0;
        if (!keepsAll && _store is { ShippedSequence: > 0 and var shipped }) RetainWhenDue(shipped);
        return _space.CommandOn(_log.Space);
    }

    /// <summary>What <see cref="Tend"/> asked for was told.</summary>
    public void Told() => _space.Told();

    /// <summary>Somebody wants the session to end: what waits for room on a full disk was never acknowledged, and goes.</summary>
    public void GiveUpOnRoom()
    {
        if (_log.Space == LogSpace.Exhausted) _log.Stop();
    }

    /// <summary>After the pipeline has ended: writes down what stopped it, and lets the store catch up.</summary>
    public void End(Exception? failure, CancellationToken cancellation)
    {
        if (failure is FailingInputException failing && failing.InputSequence == _witness.Inputs) Append(failing);
        _shadow?.CatchUp(_log.DurableSequence, cancellation);
        _shadow?.Dispose();
        _store?.Drain(_log.DurableSequence, StorePatience, cancellation);
    }

    public void Dispose()
    {
        try
        {
            _shadow?.Dispose();
            _store?.Dispose();
        }
        finally
        {
            _log.Dispose();
        }
    }

    // What a restart would need stays: all after the oldest snapshot that is kept, or the whole session without one.
    private void RetainWhenDue(long shipped)
    {
        if (Environment.TickCount64 < _retainDueMillis) return;
        _retainDueMillis = Environment.TickCount64 + RetainEveryMillis;
        try
        {
            long[] snapshots = _shadow is null ? [] : [.. new SnapshotStore(Folder).Sequences().Where(s => s >= Head.FirstSequence)];
            if (snapshots.Length > 0) _log.Retain(shipped, snapshots.Min() + 1);
            else _log.Retain(shipped);
        }
        catch (IOException failure)
        {
            Console.Error.WriteLine($"journal: old segments were not removed: {failure.Message}");
        }
    }

    // So that a replay stops where the engine did.
    private void Append(FailingInputException failing)
    {
        var input = failing.Input;
        _log.Append(input.AsBytes());
        _log.Commit();
    }

    private static LogOptions OptionsOf(JournalConfiguration settings) => new()
    {
        Folder = settings.FullPath,
        Durability = settings.Durability == JournalDurability.PowerLoss ? Durability.PowerLoss : Durability.ProcessCrash,
        SegmentBytes = settings.SegmentMebibytes << 20,
        RetainBytes = (long)settings.RetainMebibytes << 20,
        RetainAge = TimeSpan.FromHours(settings.RetainHours),
    };
}
