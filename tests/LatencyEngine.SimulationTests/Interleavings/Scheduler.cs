using System.Numerics;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// Runs one scenario under one schedule: of its threads exactly one runs at a time, and the turn changes only
/// where a thread announces its next step. There is no thread of its own: whoever has the turn decides who is
/// next, so that a schedule with few switches costs few hand-overs. All fields belong to the thread that has
/// the turn.
/// </summary>
internal sealed class Scheduler : IDisposable
{
    private static readonly TimeSpan _watchdog = TimeSpan.FromSeconds(60);

    private readonly SimulatedThread[] _threads;
    private readonly SemaphoreSlim _ended = new(0);
    private readonly SharedState _state = new();
    private readonly List<string> _trace = [];
    private readonly List<Location> _places = [];
    private readonly bool _traced;
    private readonly Bounds _bounds;
    private readonly SchedulePath _path;
    private int _steps;
    private int _futileSpins;

    public Scheduler(int threadCount, Bounds bounds, SchedulePath path, bool traced)
    {
        _bounds = bounds;
        _path = path;
        _traced = traced;
        _threads = new SimulatedThread[threadCount];
        for (var i = 0; i < threadCount; i++) _threads[i] = new SimulatedThread(this, i);
    }

    /// <summary>What went wrong in the last run; null when it ended well.</summary>
    public RunFailure? Failure { get; private set; }

    public int Steps => _steps;

    /// <summary>
    /// Runs the scenario to its end along the path, extending the path where it has no decision yet.
    /// </summary>
    public void Run(Scenario scenario)
    {
        _state.Clear();
        _trace.Clear();
        _steps = 0;
        _futileSpins = 0;
        Failure = null;
        _path.Rewind();
        foreach (var thread in _threads) thread.Prepare(scenario.Threads[thread.Index]);

        (ChooseNext() ?? _threads[0]).GiveTurn();
        if (!_ended.Wait(_watchdog))
            throw new TimeoutException($"A thread really blocked outside the scheduler, after:\n{Text(_trace)}");
    }

    /// <summary>Announces the next step of the running thread, and returns when it may be made.</summary>
    public void Step(SimulatedThread self, in Access access)
    {
        self.Pending = access;
        PassTurn(self);
    }

    /// <summary>
    /// The running thread has looked in vain: it runs again when something it looked at has changed.
    /// </summary>
    public void Spin(SimulatedThread self)
    {
        self.State = ThreadState.Spinning;
        self.Pending = Access.Woken;
        PassTurn(self);
        self.Watched.Clear();
        _state.StartWatching(self);
    }

    /// <summary>
    /// Parks the running thread at a location if the condition still holds, like a futex: in one step.
    /// </summary>
    public void Park(SimulatedThread self, Location at, Func<bool> stillExpected, string label)
    {
        Step(self, new Access(AccessKind.Write, at, label));
        if (!stillExpected()) return;
        self.State = ThreadState.Parked;
        self.ParkedAt = at;
        self.Pending = Access.Woken;
        PassTurn(self);
    }

    /// <summary>Stops the running thread until a condition of a model holds; not a step of its own.</summary>
    public void Await(SimulatedThread self, Func<bool> condition)
    {
        if (condition()) return;
        self.State = ThreadState.Awaiting;
        self.Awaited = condition;
        self.Pending = Access.Woken;
        PassTurn(self);
    }

    /// <summary>
    /// Wakes all threads parked at a location, as part of the step that the running thread is making.
    /// </summary>
    public void Unpark(Location at)
    {
        foreach (var thread in _threads)
            if (thread.State == ThreadState.Parked && thread.ParkedAt.Equals(at)) thread.State = ThreadState.Ready;
    }

    public void OnEnded(SimulatedThread self, Exception? cause)
    {
        self.State = ThreadState.Ended;
        if (cause is not null) Fail(FailureKind.Exception, $"{self.Name}: {cause.Message}", cause);
        var next = Failure is null ? ChooseNext() : null;
        next ??= FirstUnfinished();
        if (next is null) _ended.Release();
        else next.GiveTurn();
    }

    public void Fail(FailureKind kind, string reason, Exception? cause = null) =>
        Failure ??= new RunFailure(kind, reason, _path.ToString(), [.. _trace], cause);

    public void Dispose()
    {
        foreach (var thread in _threads) thread.Dispose();
        _ended.Dispose();
    }

    private void PassTurn(SimulatedThread self)
    {
        if (Failure is not null) throw new RunAbandonedException();
        var next = ChooseNext();
        if (next is not null && next != self)
        {
            next.GiveTurn();
            self.AwaitTurn();
        }
        if (Failure is not null) throw new RunAbandonedException();
    }

    private SimulatedThread? ChooseNext()
    {
        if (++_steps > _bounds.StepsPerRun) Fail(FailureKind.Livelock, $"no end after {_bounds.StepsPerRun} steps");
        if (Failure is not null) return null;

        var enabled = EnabledThreads();
        if (enabled == 0 && _futileSpins++ < _bounds.FutileSpins) enabled = LetSpinnersLookAgain();
        if (enabled == 0) return AllStuck();

        var chosen = FirstLocal(enabled) ?? ChooseOnPath(enabled);
        if (chosen is not null) Commit(chosen);
        return chosen;
    }

    private SimulatedThread? ChooseOnPath(uint enabled)
    {
        var index = _path.Choose(enabled, _threads);
        if (index != ChoicePoint.NoThread) return _threads[index];
        Fail(FailureKind.Nondeterminism, "the same schedule enabled other threads than before");
        return null;
    }

    private void Commit(SimulatedThread chosen)
    {
        if (_traced) _trace.Add($"{chosen.Name}: {chosen.Pending}{NumberOf(chosen.Pending.Location)}");
        if (_state.Apply(chosen)) _futileSpins = 0;
    }

    // Places of the product have no names: number the ones of a kind in the order in which the run comes to
    // them.
    private string NumberOf(Location location)
    {
        if (location.Owner is null or SharedVariable) return "";
        if (!_places.Contains(location)) _places.Add(location);
        return $" #{_places.IndexOf(location)}";
    }

    private uint EnabledThreads()
    {
        var enabled = 0u;
        foreach (var thread in _threads)
        {
            var mayGoOn = thread.State switch
            {
                ThreadState.Spinning => _state.HasChangedFor(thread),
                ThreadState.Awaiting => thread.Awaited(),
                _ => false,
            };
            if (mayGoOn) thread.State = ThreadState.Ready;
            if (thread.State == ThreadState.Ready) enabled |= 1u << thread.Index;
        }
        return enabled;
    }

    private uint LetSpinnersLookAgain()
    {
        foreach (var thread in _threads)
            if (thread.State == ThreadState.Spinning) thread.State = ThreadState.Ready;
        return EnabledThreads();
    }

    // A step that touches nothing shared commutes with all others: to try it first is to try it at any time.
    private SimulatedThread? FirstLocal(uint enabled)
    {
        for (var rest = enabled; rest != 0; rest &= rest - 1)
        {
            var thread = _threads[BitOperations.TrailingZeroCount(rest)];
            if (thread.Pending.Kind == AccessKind.Local) return thread;
        }
        return null;
    }

    private SimulatedThread? AllStuck()
    {
        var stuck = _threads.Where(thread => thread.State != ThreadState.Ended).ToList();
        if (stuck.Count == 0) return null;
        var spins = stuck.Exists(thread => thread.State == ThreadState.Spinning);
        var states = string.Join(", ", stuck.Select(thread => $"{thread.Name} is {thread.State}"));
        Fail(spins ? FailureKind.Livelock : FailureKind.Deadlock, $"nothing can go on: {states}");
        return null;
    }

    private SimulatedThread? FirstUnfinished() =>
        Array.Find(_threads, thread => thread.State != ThreadState.Ended);

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines);
}
