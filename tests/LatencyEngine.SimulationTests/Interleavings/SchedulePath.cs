using System.Numerics;
using System.Text;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// The decisions of the current schedule, from the first step on: the stack of the depth-first search. A run
/// follows it from the start, and adds a decision wherever it goes beyond its end.
/// </summary>
internal sealed class SchedulePath(Bounds bounds)
{
    private readonly List<ChoicePoint> _points = [];
    private readonly List<int> _script = [];
    private int _depth;
    private int _previous = ChoicePoint.NoThread;
    private Access _lastAccess;

    /// <summary>
    /// True when the run turned out to repeat a schedule that was covered before; it then runs on to its end
    /// without further decisions.
    /// </summary>
    public bool IsRedundant { get; private set; }

    /// <summary>
    /// Decisions to take where the search has none yet; for the replay of a printed schedule.
    /// </summary>
    public void Follow(string schedule)
    {
        foreach (var digit in schedule) _script.Add(digit - '0');
    }

    public void Rewind()
    {
        _depth = 0;
        _previous = ChoicePoint.NoThread;
        IsRedundant = false;
    }

    /// <summary>
    /// The index of the thread that makes the next step; <see cref="ChoicePoint.NoThread"/> when a run in the
    /// past had other threads to choose from.
    /// </summary>
    public int Choose(uint enabled, SimulatedThread[] threads)
    {
        if (!IsRedundant && _depth == _points.Count) IsRedundant = !Extend(enabled, threads);
        if (IsRedundant) return _previous = ChoicePoint.Default(enabled, _previous);

        var point = _points[_depth++];
        if (point.Enabled != enabled) return ChoicePoint.NoThread;
        _lastAccess = threads[point.Chosen].Pending;
        return _previous = point.Chosen;
    }

    /// <summary>Moves to the next schedule in depth-first order; false when all were run.</summary>
    public bool Advance()
    {
        while (_points.Count > 0)
        {
            if (_points[^1].ChooseNext(bounds)) return true;
            _points.RemoveAt(_points.Count - 1);
        }
        return false;
    }

    /// <summary>The chosen threads as digits, one per decision.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_depth);
        for (var i = 0; i < _depth; i++) text.Append((char)('0' + _points[i].Chosen));
        return text.ToString();
    }

    private bool Extend(uint enabled, SimulatedThread[] threads)
    {
        var parent = _points.Count == 0 ? null : _points[^1];
        var point = new ChoicePoint
        {
            Enabled = enabled,
            Asleep = parent is null ? 0 : StillAsleep(parent, threads) & enabled,
            Previous = parent?.Chosen ?? ChoicePoint.NoThread,
            Preemptions = parent is null ? 0 : parent.Preemptions + (parent.Preempts(parent.Chosen) ? 1 : 0),
        };
        if (_depth < _script.Count) point.Choose(_script[_depth]);
        else if (!point.ChooseNext(bounds)) return false;
        _points.Add(point);
        return true;
    }

    // Sleep sets [Godefroid 1996]: a step explored from the parent gives nothing new after one that commutes
    // with it.
    private uint StillAsleep(ChoicePoint parent, SimulatedThread[] threads)
    {
        if (!bounds.Reduce || bounds.Preemptions is not null) return 0;
        var asleep = 0u;
        for (var rest = parent.Asleep | parent.Done; rest != 0; rest &= rest - 1)
        {
            var index = BitOperations.TrailingZeroCount(rest);
            if (!threads[index].Pending.ConflictsWith(_lastAccess)) asleep |= 1u << index;
        }
        return asleep;
    }
}
