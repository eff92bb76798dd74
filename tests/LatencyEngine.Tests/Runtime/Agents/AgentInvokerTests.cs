using LatencyEngine.Runtime.Agents;

namespace LatencyEngine.Tests.Runtime.Agents;

public sealed class AgentInvokerTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public void Starts_steps_and_closes_once()
    {
        var invoker = new AgentInvoker(new RecordingAgent("a", _calls));
        Assert.Equal(0, invoker.Invoke()); // Not started: no step.
        invoker.Start();
        Assert.Equal(1, invoker.Invoke());
        invoker.Dispose();
        invoker.Dispose();
        Assert.Equal(0, invoker.Invoke());
        Assert.Equal(["a.start", "a.work", "a.close"], _calls);
        Assert.Null(invoker.Failure);
    }

    [Fact]
    public void Starting_twice_is_refused()
    {
        var invoker = new AgentInvoker(new RecordingAgent("a", _calls));
        invoker.Start();
        Assert.Throws<InvalidOperationException>(invoker.Start);
    }

    [Theory]
    [InlineData("start", new[] { "a.start", "a.close" })]
    [InlineData("work", new[] { "a.start", "a.work", "a.close" })]
    public void An_agent_that_throws_is_closed_and_the_cause_is_kept(string call, string[] expected)
    {
        var invoker = new AgentInvoker(new RecordingAgent("a", _calls, throwsIn: call));
        invoker.Start();
        invoker.Invoke();
        invoker.Invoke();
        Assert.False(invoker.IsRunning);
        Assert.Equal($"a failed: {call} of a", invoker.Failure?.ToString());
        Assert.Equal(expected, _calls);
    }

    [Fact]
    public void A_failing_close_is_kept_too()
    {
        var invoker = new AgentInvoker(new RecordingAgent("a", _calls, throwsIn: "close"));
        invoker.Start();
        invoker.Dispose();
        Assert.Equal("a failed: close of a", invoker.Failure?.ToString());
    }

    [Fact]
    public void A_composite_steps_its_parts_in_order_and_closes_them_in_reverse()
    {
        var agent = new CompositeAgent(new RecordingAgent("a", _calls), new RecordingAgent("b", _calls) { WorkPerStep = 2 });
        using (var invoker = new AgentInvoker(agent))
        {
            invoker.Start();
            Assert.Equal(3, invoker.Invoke());
        }

        Assert.Equal("a+b", agent.RoleName);
        Assert.Equal(["a.start", "b.start", "a.work", "b.work", "b.close", "a.close"], _calls);
    }

    [Fact]
    public void A_failing_part_is_named_and_only_started_parts_are_closed()
    {
        var agent = new CompositeAgent(
            new RecordingAgent("a", _calls), new RecordingAgent("b", _calls, "start"), new RecordingAgent("c", _calls));
        var invoker = new AgentInvoker(agent);
        invoker.Start();
        Assert.Equal("b", invoker.Failure?.RoleName);
        Assert.Equal(["a.start", "b.start", "a.close"], _calls);
    }
}
