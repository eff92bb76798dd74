using System.Runtime.ExceptionServices;

namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Steps an agent by hand: tests, simulation, or several agents on a thread that has its own loop. On one thread.
/// </summary>
public sealed class AgentInvoker : IDisposable
{
    private readonly IAgent _agent;
    private readonly AgentLifecycle _life;

    [ColdPath("built at start")]
    public AgentInvoker(IAgent agent)
    {
        _agent = agent;
        _life = new AgentLifecycle(agent);
    }

    public AgentState State => _life.State;

    public AgentFailure? Failure => _life.Failure;

    /// <summary>Starts the agent. What it throws is thrown here, after it was closed.</summary>
    [ColdPath("once, at start")]
    public void Start()
    {
        if (!_life.Start()) ExceptionDispatchInfo.Throw(_life.Failure!.Cause);
    }

    /// <summary>
    /// One duty cycle; answers how much was done, 0 when the agent is not running. What the agent throws is thrown
    /// here, after it was closed; it does not run again.
    /// </summary>
    public int Invoke()
    {
        if (_life.State != AgentState.Running) return 0;
        try
        {
            return _agent.DoWork();
        }
        catch (Exception cause)
        {
            _life.Fail(cause);
            throw;
        }
    }

    /// <summary>Closes the agent if it is running. What closing throws is kept as its failure.</summary>
    [ColdPath("once, at the end")]
    public void Dispose() => _life.Close();
}
