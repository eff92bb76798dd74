namespace LatencyEngine.Runtime.Agents;

/// <summary>Several agents that share one thread: a step of it is one step of each, in the order given.</summary>
[ColdPath("made at start-up; its step only calls its parts")]
public sealed class CompositeAgent : IAgent
{
    private readonly IAgent[] _parts;
    private int _current;
    private int _startedCount;

    public CompositeAgent(params IAgent[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0) throw new ArgumentException("A composite agent has at least one part.", nameof(parts));
        _parts = [.. parts];
        RoleName = string.Join('+', Array.ConvertAll(_parts, part => part.RoleName));
    }

    public string RoleName { get; }

    /// <summary>Starts the parts in order. When one throws, only those already started will be closed.</summary>
    public void OnStart()
    {
        for (_current = 0; _current < _parts.Length; _current++)
        {
            _parts[_current].OnStart();
            _startedCount++;
        }

        _current = 0;
    }

    public int DoWork()
    {
        var workCount = 0;
        for (_current = 0; _current < _parts.Length; _current++) workCount += _parts[_current].DoWork();
        _current = 0;
        return workCount;
    }

    /// <summary>
    /// Closes the started parts, in reverse order, whatever any of them throws; the first exception is thrown on.
    /// </summary>
    public void OnClose()
    {
        Exception? first = null;
        for (var i = _startedCount - 1; i >= 0; i--)
        {
            try
            {
                _parts[i].OnClose();
            }
            catch (Exception cause)
            {
                first ??= cause;
            }
        }

        if (first is not null) throw first;
    }

    /// <summary>
    /// The part that is being called, so that a failure names it; an agent without parts is its own.
    /// </summary>
    internal static IAgent PartOf(IAgent agent) =>
        agent is CompositeAgent composite && composite._current < composite._parts.Length
            ? PartOf(composite._parts[composite._current])
            : agent;
}
