namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// The life of one agent, the same for runner and invoker: started once, closed once, and stopped with its cause when
/// it throws. Called by the agent's thread; state and failure may be read by any.
/// </summary>
internal sealed class AgentLifecycle
{
    private readonly IAgent _agent;
    private int _state;
    private AgentFailure? _failure;

    [ColdPath("built at start")]
    public AgentLifecycle(IAgent agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        _agent = agent;
    }

    public AgentState State => (AgentState)Volatile.Read(ref _state);

    /// <summary>Set before <see cref="State"/> becomes failed.</summary>
    public AgentFailure? Failure => Volatile.Read(ref _failure);

    /// <summary>Starts the agent; <c>false</c> when it failed to.</summary>
    [ColdPath("once, at start")]
    public bool Start()
    {
        if (State != AgentState.Created) throw new InvalidOperationException($"{_agent.RoleName} was started before.");
        try
        {
            _agent.OnStart();
        }
        catch (Exception cause)
        {
            Fail(cause);
            return false;
        }
        Volatile.Write(ref _state, (int)AgentState.Running);
        return true;
    }

    /// <summary>Closes an agent that is running; what it throws then is its failure.</summary>
    [ColdPath("once, at the end")]
    public void Close()
    {
        if (State != AgentState.Running) return;
        var thrown = CloseAgent();
        if (thrown is not null) _failure = new AgentFailure(FailingRole(), thrown, WhileClosing: null);
        Volatile.Write(ref _state, (int)(thrown is null ? AgentState.Closed : AgentState.Failed));
    }

    [ColdPath("once, at the end")]
    public void Fail(Exception cause)
    {
        var role = FailingRole();
        _failure = new AgentFailure(role, cause, CloseAgent());
        Volatile.Write(ref _state, (int)AgentState.Failed);
    }

    private string FailingRole() => _agent is CompositeAgent composite ? composite.ActiveRoleName : _agent.RoleName;

    [ColdPath("once, at the end")]
    private Exception? CloseAgent()
    {
        try
        {
            _agent.OnClose();
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
