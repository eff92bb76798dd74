using LatencyEngine.Runtime.Agents;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Agents;

public sealed class AgentInvokerTests
{
    [Fact]
    public void An_agent_is_stepped_by_hand_on_the_callers_thread()
    {
        var agent = new ScriptedAgent("risk") { Work = () => 3 };
        using (var invoker = new AgentInvoker(agent))
        {
            Assert.Equal(0, invoker.Invoke());
            invoker.Start();
            Assert.Equal(3, invoker.Invoke());
            Assert.Equal(3, invoker.Invoke());
        }
        Assert.Equal(["risk start", "risk work", "risk work", "risk close"], agent.Log);
        Assert.Equal([Environment.CurrentManagedThreadId], agent.Threads);
    }

    [Fact]
    public void What_the_agent_throws_is_thrown_and_ends_it()
    {
        var agent = new ScriptedAgent("risk") { Work = () => throw new InvalidDataException("bad") };
        using var invoker = new AgentInvoker(agent);
        invoker.Start();
        var thrown = Assert.Throws<InvalidDataException>(() => invoker.Invoke());
        Assert.Equal(AgentState.Failed, invoker.State);
        Assert.Equal(new AgentFailure("risk", thrown, null), invoker.Failure);
        Assert.Equal(0, invoker.Invoke());
        Assert.Equal(["risk start", "risk work", "risk close"], agent.Log);
    }

    [Fact]
    public void A_start_that_throws_is_thrown_after_the_agent_was_closed()
    {
        var agent = new ScriptedAgent("risk") { Start = () => throw new InvalidDataException("bad") };
        using var invoker = new AgentInvoker(agent);
        Assert.Throws<InvalidDataException>(invoker.Start);
        Assert.Equal(AgentState.Failed, invoker.State);
        Assert.Throws<InvalidOperationException>(invoker.Start);
        Assert.Equal(["risk start", "risk close"], agent.Log);
    }

    [Fact]
    public void Closing_twice_closes_once()
    {
        var agent = new ScriptedAgent("risk");
        var invoker = new AgentInvoker(agent);
        invoker.Start();
        invoker.Dispose();
        invoker.Dispose();
        Assert.Equal(AgentState.Closed, invoker.State);
        Assert.Single(agent.Log, entry => entry == "risk close");
    }

    [Fact]
    public void Stepping_does_not_allocate()
    {
        using var invoker = new AgentInvoker(new CompositeAgent("both", new Counting(), new Counting()));
        invoker.Start();
        Allocation.AssertNone(() => invoker.Invoke());
    }

    private sealed class Counting : IAgent
    {
        private int _cycles;

        public string RoleName => "counting";

        public int DoWork() => ++_cycles;

        public void OnStart()
        {
        }

        public void OnClose()
        {
        }
    }
}
