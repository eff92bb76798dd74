namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Several agents in one duty cycle, in the given order: roles that share a thread where cores are few. When one
/// throws, all stop.
/// </summary>
public sealed class CompositeAgent : IAgent
{
    /// <summary>More than this on one thread is a mistake in the wiring.</summary>
    public const int MaxAgents = 32;

    private readonly IAgent[] _agents;

    // Who is being called, so that a failure can be told by name without a try block around each.
    private int _active;
    private int _started;

    [ColdPath("built at start")]
    public CompositeAgent(string roleName, params IAgent[] agents)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(roleName);
        ArgumentOutOfRangeException.ThrowIfLessThan(agents.Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(agents.Length, MaxAgents);
        RoleName = roleName;
        _agents = [.. agents];
    }

    public string RoleName { get; }

    /// <summary>The agent that is being called, or was last.</summary>
    public string ActiveRoleName =>
        _agents[_active] is CompositeAgent inner ? inner.ActiveRoleName : _agents[_active].RoleName;

    public int DoWork()
    {
        var workCount = 0;
        for (var i = 0; i < _agents.Length; i++)
        {
            _active = i;
            workCount += _agents[i].DoWork();
        }
        return workCount;
    }

    /// <summary>Starts in the given order. When one throws, those after it are neither started nor closed.</summary>
    [ColdPath("once, at start")]
    public void OnStart()
    {
        for (var i = 0; i < _agents.Length; i++)
        {
            _active = i;
            _started = i + 1;
            _agents[i].OnStart();
        }
    }

    /// <summary>Closes in the reverse order, all of them even when some throw.</summary>
    [ColdPath("once, at the end")]
    public void OnClose()
    {
        List<Exception>? thrown = null;
        for (; _started > 0; _started--)
        {
            try
            {
                _agents[_started - 1].OnClose();
            }
            catch (Exception cause)
            {
                _active = _started - 1;
                (thrown ??= []).Add(cause);
            }
        }
        if (thrown is not null) throw new AggregateException(thrown);
    }
}
