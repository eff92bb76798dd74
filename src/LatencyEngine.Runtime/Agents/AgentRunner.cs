using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Runs an agent on a thread of its own until it is stopped or fails. Made, started and stopped by a cold thread; the
/// agent
/// belongs to the started thread alone.
/// </summary>
/// <typeparam name="TIdle">A struct, so that the duty cycle calls it directly.</typeparam>
public sealed class AgentRunner<TIdle>(IAgent agent, ThreadPlacement placement, TIdle idle) : IDisposable
    where TIdle : struct, IIdleStrategy
{
    private readonly AgentInvoker _invoker = new(agent);
    private TIdle _idle = idle;
    private RoleThread? _thread;
    private bool _mustStop;

    /// <summary>
    /// Why the agent stopped by itself, or <c>null</c>. Complete once <see cref="IsRunning"/> is false.
    /// </summary>
    public AgentFailure? Failure => _invoker.Failure;

    public bool IsRunning => _thread is { IsAlive: true };

    /// <summary>What the thread asked for and got; <c>null</c> before the start.</summary>
    public PlacementOutcome? Placement => _thread?.Outcome;

    /// <summary>Starts the thread. At most once.</summary>
    /// <exception cref="PlacementRefusedException">A required placement was refused.</exception>
    [ColdPath("start-up")]
    public void Start()
    {
        if (_thread is not null) throw new InvalidOperationException($"'{agent.RoleName}' has been started already.");
        _thread = RoleThread.Start(agent.RoleName, placement, Run);
    }

    /// <summary>Asks the agent to stop after its current step, and waits for it.</summary>
    /// <returns><c>false</c> when it has not stopped within the time: it still runs.</returns>
    [ColdPath("shutdown")]
    public bool Stop(TimeSpan timeout)
    {
        Volatile.Write(ref _mustStop, true);
        return _thread?.Join(timeout) ?? true;
    }

    /// <summary>Stops the agent and waits as long as its current step takes.</summary>
    [ColdPath("shutdown")]
    public void Dispose()
    {
        Volatile.Write(ref _mustStop, true);
        _thread?.Join();
    }

    private void Run()
    {
        _invoker.Start();
        while (_invoker.IsRunning && !Volatile.Read(ref _mustStop)) _idle.Idle(_invoker.Invoke());
        _invoker.Dispose();
    }
}
