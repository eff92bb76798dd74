using System.Globalization;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Soak;

/// <summary>
/// Kills the engine under load again and again, at moments that a seed decides, and holds its journal after every kill
/// against one that nobody disturbed. The calling thread.
/// </summary>
/// <remarks>
/// <b>What is checked after each kill.</b> Every session in the journal is, byte for byte, the beginning of the
/// undisturbed one: nothing is invented, lost in the middle or there twice. Whatever a client was told of its orders
/// is in the journal. Sessions that ended are complete, state hash included; in the end clients were told all.
/// In between the engine is started again and goes on by itself, also when it is killed while it recovers.
/// </remarks>
internal sealed class KillSoak(SoakOptions options, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Random _random = new(options.Seed);
    private readonly ModelJournal _model = new(Path.Combine(options.Folder, "model"));
    private readonly SoakStore _store = new(Path.Combine(options.Folder, "journal"));
    private int _kills;
    private long _acknowledged;

    // The session that the next start of the engine begins or goes on with.
    private ulong _session = 1;

    private string Journal => Path.Combine(options.Folder, "journal");

    private string Orders => Path.Combine(options.Folder, "orders.jsonl");

    /// <returns>Whether everything was as it must be.</returns>
    public bool Run(CancellationToken cancellation)
    {
        if (Directory.Exists(options.Folder)) Directory.Delete(options.Folder, recursive: true);
        Directory.CreateDirectory(options.Folder);
        if (!RunToEnd("model")) return false;
        var runs = 0;
        while (_kills < options.Kills && !cancellation.IsCancellationRequested)
        {
            runs++;
            if (!RunAndKill() || !Judge()) return false;
            if (_kills % 10 == 0 || _kills == options.Kills) Tell(runs);
        }

        return RunToEnd("journal") && Judge() && JudgeAll() && (!options.WithStore || JudgeStore()) && Conclude(cancellation);
    }

    private bool Conclude(CancellationToken cancellation)
    {
        output.WriteLine(
            $"{_kills} kills; {_session - 1} sessions; {_acknowledged:N0} acknowledged events were looked up, all there once; "
            + "every session is the undisturbed one.");
        return !cancellation.IsCancellationRequested;
    }

    // What was told too late for one start is told by the next: now it must all be there.
    private bool JudgeAll()
    {
        using var journal = new LogJournal(Journal);
        foreach (var session in journal.ListSessions())
            if (Judge(journal, session, mustBeAll: true) is { } wrong) return Refuse($"session {session.SessionId}: {wrong}");
        return true;
    }

    private bool JudgeStore()
    {
        if (_store.Judge(out var records) is { } wrong) return Refuse(wrong);
        output.WriteLine($"PostgreSQL was killed {_store.Kills} times; its {records:N0} events are those of the log, each once.");
        return true;
    }

    private void Tell(int runs) => output.WriteLine($"{_kills} of {options.Kills} kills, {runs} starts, session {_session}");

    private bool RunToEnd(string folder)
    {
        using var child = new SoakChild(AssignmentsFor(folder));
        if (!child.AwaitEnd(Patience)) return Refuse($"the session in '{folder}' does not end");
        return child.ExitCode == ExitCode.Success || Refuse($"exit code {child.ExitCode}: {child.Error}");
    }

    private bool RunAndKill()
    {
        using var child = new SoakChild(AssignmentsFor("journal"));
        var life = options.LifeMax * _random.NextDouble();
        var serverLife = options.LifeMax * _random.NextDouble();
        if (options.WithStore && serverLife < life)
        {
            if (!child.AwaitEnd(serverLife)) _store.Kill();
            life -= serverLife;
        }

        if (child.KillAfter(life))
        {
            _kills++;
            return true;
        }

        return child.ExitCode == ExitCode.Success || Refuse($"exit code {child.ExitCode}: {child.Error}");
    }

    private bool Judge()
    {
        using var journal = new LogJournal(Journal);
        var session = journal.ListSessions().FirstOrDefault(session => session.SessionId == _session);
        var wrong = session is null ? Acknowledged.None(Orders, _session) : Judge(journal, session, mustBeAll: false);
        if (wrong is not null) return Refuse($"session {_session}: {wrong}");
        if (session is { IsEnded: true }) _session++;
        return true;
    }

    private string? Judge(LogJournal journal, SessionSummary session, bool mustBeAll)
    {
        using (var reader = journal.OpenSession(session.SessionId))
            if (_model.Judge(reader, session.IsEnded) is { } wrong) return wrong;
        using var again = journal.OpenSession(session.SessionId);
        var problem = Acknowledged.Judge(Orders, again, mustBeAll, out var count);
        _acknowledged += count;
        return problem;
    }

    private bool Refuse(string problem)
    {
        output.WriteLine($"after {_kills} kills (seed {options.Seed}): {problem}");
        output.WriteLine($"everything is left in {options.Folder}");
        return false;
    }

    private string[] AssignmentsFor(string folder) =>
    [
        .. options.Assignments,
        $"journal.store.use={(options.WithStore && folder == "journal" ? "auto" : "off")}",
        $"journal.folder={Path.Combine(options.Folder, folder)}",
        folder == "journal" ? $"output.ordersFile={Orders}" : "output.report=none",
        string.Create(CultureInfo.InvariantCulture, $"session.seed={options.Seed + 1}"),
    ];
}
