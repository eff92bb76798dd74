namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Runs an agent by hand, step by step, on the caller's thread. For tests, simulations and hosts with few cores. A
/// step that
/// throws closes the agent and is kept in <see cref="Failure"/>, exactly as on a thread.
/// </summary>
public sealed class AgentInvoker(IAgent agent) : IDisposable
{
    private bool _started;
    private bool _closed;

    public IAgent Agent { get; } = agent;

    /// <summary>Why the agent stopped by itself, or <c>null</c>.</summary>
    public AgentFailure? Failure { get; private set; }

    public bool IsRunning => _started && !_closed;

    /// <summary>Starts the agent. At most once.</summary>
    [ColdPath("start-up")]
    public void Start()
    {
        if (_started) throw new InvalidOperationException($"'{Agent.RoleName}' has been started already.");
        _started = true;
        try
        {
            Agent.OnStart();
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
    }

    /// <summary>One step of the duty cycle.</summary>
    /// <returns>What the agent returned; 0 when it does not run.</returns>
    public int Invoke()
    {
        if (!IsRunning) return 0;
        try
        {
            return Agent.DoWork();
        }
        catch (Exception cause)
        {
            Fail(cause);
            return 0;
        }
    }

    /// <summary>Closes the agent if it runs.</summary>
    public void Dispose()
    {
        if (IsRunning) Close();
    }

    [ColdPath("the agent has failed")]
    private void Fail(Exception cause)
    {
        Failure = new AgentFailure(CompositeAgent.PartOf(Agent).RoleName, cause);
        Close();
    }

    [ColdPath("the agent stops")]
    private void Close()
    {
        _closed = true;
        try
        {
            Agent.OnClose();
        }
        catch (Exception cause)
        {
            Failure ??= new AgentFailure(Agent.RoleName, cause);
        }
    }
}
