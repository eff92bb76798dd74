using LatencyEngine.Runtime.Agents;

namespace LatencyEngine.Tests.Runtime.Agents;

public sealed class CompositeAgentTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void Agents_start_and_work_in_order_and_close_in_reverse()
    {
        using (var invoker = new AgentInvoker(new CompositeAgent("engine", Agent("a", 1), Agent("b", 2))))
        {
            invoker.Start();
            Assert.Equal(3, invoker.Invoke());
        }
        Assert.Equal(["a start", "b start", "a work", "b work", "b close", "a close"], _log);
    }

    [Fact]
    public void The_failure_names_the_agent_inside_that_threw()
    {
        var failing = new ScriptedAgent("b", _log) { Work = () => throw new InvalidDataException("bad") };
        var inner = new CompositeAgent("inner", Agent("a", 1), failing);
        using var invoker = new AgentInvoker(new CompositeAgent("outer", inner, Agent("c", 1)));
        invoker.Start();
        Assert.Throws<InvalidDataException>(() => invoker.Invoke());
        Assert.Equal("b", invoker.Failure!.RoleName);
        Assert.DoesNotContain("c work", _log);
        Assert.Equal(["c close", "b close", "a close"], _log.TakeLast(3));
    }

    [Fact]
    public void An_agent_behind_one_that_cannot_start_is_neither_started_nor_closed()
    {
        var failing = new ScriptedAgent("b", _log) { Start = () => throw new InvalidDataException("bad") };
        using var invoker = new AgentInvoker(new CompositeAgent("engine", Agent("a", 1), failing, Agent("c", 1)));
        Assert.Throws<InvalidDataException>(invoker.Start);
        Assert.Equal("b", invoker.Failure!.RoleName);
        Assert.Equal(["a start", "b start", "b close", "a close"], _log);
    }

    [Fact]
    public void All_are_closed_even_when_some_throw()
    {
        var (first, last) = (new IOException("first"), new IOException("last"));
        var invoker = new AgentInvoker(new CompositeAgent(
            "engine",
            new ScriptedAgent("a", _log) { Close = () => throw first },
            Agent("b", 1),
            new ScriptedAgent("c", _log) { Close = () => throw last }));
        invoker.Start();
        invoker.Dispose();
        Assert.Equal(["c close", "b close", "a close"], _log.TakeLast(3));
        Assert.Equal([last, first], Assert.IsType<AggregateException>(invoker.Failure!.Cause).InnerExceptions);
    }

    [Fact]
    public void The_number_of_agents_is_limited()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompositeAgent("none"));
        var tooMany = Enumerable.Range(0, CompositeAgent.MaxAgents + 1).Select(i => (IAgent)Agent($"{i}", 1)).ToArray();
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompositeAgent("crowd", tooMany));
    }

    private ScriptedAgent Agent(string roleName, int workCount) => new(roleName, _log) { Work = () => workCount };
}
