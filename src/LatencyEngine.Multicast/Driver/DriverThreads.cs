using LatencyEngine.Runtime.Agents;

namespace LatencyEngine.Multicast.Driver;

/// <summary>The threads of a driver. A cold thread makes and closes them.</summary>
internal sealed class DriverThreads : IDisposable
{
    private readonly List<IDisposable> _runners = [];
    private AgentFailure? _failure;

    public DriverThreads(MediaDriverOptions options, IReadOnlyList<IAgent> agents)
    {
        foreach (var agent in agents) _runners.Add(Start(options, agent));
    }

    /// <summary>Why a thread ended by itself; <c>null</c> while all run.</summary>
    public AgentFailure? Failure => Volatile.Read(ref _failure);

    public void Dispose()
    {
        foreach (var runner in _runners) runner.Dispose();
    }

    private IDisposable Start(MediaDriverOptions options, IAgent agent) => options.Idle switch
    {
        DriverIdle.Spin => Start(options, new AgentRunner<BusySpinIdle>(agent, default, Note)),
        DriverIdle.Yield => Start(options, new AgentRunner<YieldIdle>(agent, default, Note)),
        _ => Start(options, new AgentRunner<BriefIdle>(agent, default, Note)),
    };

    private static AgentRunner<TIdle> Start<TIdle>(MediaDriverOptions options, AgentRunner<TIdle> runner)
        where TIdle : struct, IIdleStrategy
    {
        runner.Start(options.Placement);
        return runner;
    }

    private void Note(AgentFailure failure) => Volatile.Write(ref _failure, failure);
}
