using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// The journal of one session of the engine: takes the folder, goes on with a session that was cut off or begins a
/// new one, writes everything down, and tends what follows the log. The control thread; the handler runs on its own.
/// </summary>
internal sealed class SessionJournal : IDisposable
{
    private readonly LogWriter _log;
    private readonly JournalWitness _witness;
    private SpaceWatch _space;

    private SessionJournal(LogWriter log, SessionHead head, ResumePoint? before, IReadOnlyList<string> notices)
    {
        _log = log;
        Head = head;
        Before = before;
        Notices = notices;
        _witness = new JournalWitness(log, before?.Inputs ?? 0);
    }

    public SessionHead Head { get; private set; }

    /// <summary>Where the session goes on; <c>null</c> for a new one.</summary>
    public ResumePoint? Before { get; }

    /// <summary>What was found when the journal was opened, for people.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>To be put on the output ring, before everybody who must not run ahead of it.</summary>
    public JournalHandler Handler => new(_witness);

    public long DurableSequence => _log.DurableSequence;

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
            var opening = new JournalOpening(log, Path.GetFullPath(settings.Folder), loaded);
            return new SessionJournal(log, opening.Head, opening.Before, opening.Notices);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Writes the head of a new session. Before the pipeline starts.</summary>
    public void Start()
    {
        if (Before is null) Head = _log.BeginSession(Head);
    }

    /// <summary>What to tell the engine because of the room on the disk; <c>null</c> for nothing.</summary>
    public EngineEvent? CommandOnSpace() => _space.CommandOn(_log.Space);

    /// <summary>Writes down what stopped the engine, so that a replay stops there too. After the pipeline has ended.</summary>
    public void End(Exception? failure)
    {
        if (failure is not FailingInputException failing || failing.InputSequence != _witness.Inputs) return;
        var input = failing.Input;
        _log.Append(input.AsBytes());
        _log.Commit();
    }

    public void Dispose() => _log.Dispose();

    private static LogOptions OptionsOf(JournalConfiguration settings) => new()
    {
        Folder = Path.GetFullPath(settings.Folder),
        Durability = settings.Durability == JournalDurability.PowerLoss ? Durability.PowerLoss : Durability.ProcessCrash,
        SegmentBytes = settings.SegmentMebibytes << 20,
        RetainBytes = (long)settings.RetainMebibytes << 20,
        RetainAge = TimeSpan.FromHours(settings.RetainHours),
    };
}
