using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Runs an agent on a thread of its own until it is closed or throws. Made, started and closed by a cold thread; state,
/// failure and placement may be read by any.
/// </summary>
/// <typeparam name="TIdle">What the thread does between duty cycles without work.</typeparam>
public sealed class AgentRunner<TIdle> : IDisposable where TIdle : struct, IIdleStrategy
{
    private readonly IAgent _agent;
    private readonly AgentLifecycle _life;
    private readonly Action<AgentFailure>? _onFailure;
    private TIdle _idle;
    private bool _stopRequested;
    private RoleThread? _thread;

    /// <param name="agent">Not yet started.</param>
    /// <param name="idle">A value that will be this thread's own.</param>
    /// <param name="onFailure">Called on the agent's thread after it failed and was closed, to stop the others.</param>
    [ColdPath("built at start")]
    public AgentRunner(IAgent agent, TIdle idle, Action<AgentFailure>? onFailure = null)
    {
        _agent = agent;
        _life = new AgentLifecycle(agent);
        _idle = idle;
        _onFailure = onFailure;
    }

    public AgentState State => _life.State;

    /// <summary>Why the agent failed; known once <see cref="State"/> is <see cref="AgentState.Failed"/>.</summary>
    public AgentFailure? Failure => _life.Failure;

    /// <summary>What was asked for the thread and what was given; <c>null</c> before the start.</summary>
    public PlacementOutcome? Placement => _thread?.Outcome;

    /// <summary>Starts the thread. The agent's OnStart runs on it, so that it may not have run yet on return.</summary>
    /// <exception cref="PlacementRefusedException">A required placement was refused; the agent was not started.</exception>
    [ColdPath("once, at start")]
    public void Start(ThreadPlacement placement)
    {
        if (_thread is not null) throw new InvalidOperationException($"{_agent.RoleName} was started before.");
        _thread = RoleThread.Start(_agent.RoleName, placement, Run);
    }

    /// <summary>
    /// Asks the agent to end after its current duty cycle and waits for it. <c>false</c> when it takes longer than
    /// <paramref name="timeout"/>; it then still ends as soon as it can. Safe to repeat, and on the agent's own thread
    /// only asks.
    /// </summary>
    [ColdPath("once, at the end")]
    public bool Close(TimeSpan timeout)
    {
        Volatile.Write(ref _stopRequested, true);
        return _thread is null || (!_thread.IsCurrent && _thread.Join(timeout));
    }

    /// <summary>Closes and waits for as long as it takes.</summary>
    [ColdPath("once, at the end")]
    public void Dispose() => Close(Timeout.InfiniteTimeSpan);

    [ColdPath("the frame of the thread; the loop inside is hot")]
    private void Run()
    {
        try
        {
            if (_life.Start()) RunDutyCycles();
            _life.Close();
        }
        catch (Exception cause)
        {
            _life.Fail(cause);
        }
        if (Failure is { } failure) _onFailure?.Invoke(failure);
    }

    private void RunDutyCycles()
    {
        while (!Volatile.Read(ref _stopRequested)) _idle.Idle(_agent.DoWork());
    }
}
