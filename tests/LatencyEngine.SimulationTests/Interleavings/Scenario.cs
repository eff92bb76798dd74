namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// A few short thread bodies over fresh shared state, and a word for how a run of them ended. Built anew for
/// every schedule; the bodies must be deterministic apart from their interleaving.
/// </summary>
internal sealed class Scenario
{
    /// <summary>More threads than this cannot be explored to the end anyway.</summary>
    public const int MaxThreads = 6;

    private readonly List<(string Name, Action Body)> _threads = [];
    private Func<string> _outcome = () => "done";
    private Action _cleanUp = () => { };

    public IReadOnlyList<(string Name, Action Body)> Threads => _threads;

    /// <summary>Adds a thread; its first step is made under the explorer's control.</summary>
    public Scenario Thread(string name, Action body)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_threads.Count, MaxThreads);
        _threads.Add((name, body));
        return this;
    }

    /// <summary>
    /// Names the result of a run, once every thread has ended. May assert; a throw fails the schedule.
    /// </summary>
    public Scenario Outcome(Func<string> outcome)
    {
        _outcome = outcome;
        return this;
    }

    /// <summary>Runs after every schedule, whatever happened in it.</summary>
    public Scenario CleanUp(Action cleanUp)
    {
        _cleanUp = cleanUp;
        return this;
    }

    public string NameOutcome() => _outcome();

    public void Dispose() => _cleanUp();
}
