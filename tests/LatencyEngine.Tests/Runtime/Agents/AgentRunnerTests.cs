using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Agents;

public sealed class AgentRunnerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Runs_on_a_thread_of_its_own_until_it_is_stopped()
    {
        var agent = new CountingAgent(stopsAfter: long.MaxValue);
        using var runner = new AgentRunner<YieldingIdle>(agent, ThreadPlacement.Anywhere, new YieldingIdle());
        runner.Start();
        Assert.True(agent.HasWorked.Wait(Patience));
        Assert.True(runner.Stop(Patience));
        Assert.False(runner.IsRunning);
        Assert.True(agent.IsClosed);
        Assert.NotEqual(Environment.CurrentManagedThreadId, agent.ThreadId);
        Assert.Null(runner.Failure);
    }

    [Fact]
    public void An_agent_that_throws_ends_its_thread_with_the_cause()
    {
        var agent = new CountingAgent(stopsAfter: 3);
        using var runner = new AgentRunner<BackOffIdle>(agent, ThreadPlacement.Anywhere, new BackOffIdle());
        runner.Start();
        Assert.True(agent.HasClosed.Wait(Patience));
        Assert.True(runner.Stop(Patience));
        Assert.Equal("counting failed: enough", runner.Failure?.ToString());
        Assert.Equal(3, agent.Steps);
    }

    [Fact]
    public void Stopping_before_the_start_and_starting_twice_are_answered()
    {
        using var runner = new AgentRunner<BusySpinIdle>(new CountingAgent(1), ThreadPlacement.Anywhere, default);
        Assert.True(runner.Stop(TimeSpan.Zero));
        Assert.Null(runner.Placement);
        runner.Start();
        Assert.Throws<InvalidOperationException>(runner.Start);
    }

    private sealed class CountingAgent(long stopsAfter) : IAgent
    {
        public ManualResetEventSlim HasWorked { get; } = new();

        public ManualResetEventSlim HasClosed { get; } = new();

        public string RoleName => "counting";

        public long Steps { get; private set; }

        public int ThreadId { get; private set; }

        public bool IsClosed => HasClosed.IsSet;

        public void OnStart() => ThreadId = Environment.CurrentManagedThreadId;

        public int DoWork()
        {
            if (Steps == stopsAfter) throw new InvalidOperationException("enough");
            Steps++;
            HasWorked.Set();
            return (int)(Steps & 1); // Idle on every other step.
        }

        public void OnClose() => HasClosed.Set();
    }
}
