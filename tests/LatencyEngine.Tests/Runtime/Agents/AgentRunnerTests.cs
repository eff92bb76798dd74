using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Agents;

public sealed class AgentRunnerTests
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(30);

    [Fact]
    public void An_agent_is_started_worked_and_closed_by_one_thread_with_its_name()
    {
        using var worked = new ManualResetEventSlim();
        var agent = new ScriptedAgent("publisher") { Work = () => { worked.Set(); return 1; } };
        using var runner = new AgentRunner<YieldingIdle>(agent, default);
        Assert.Equal(AgentState.Created, runner.State);
        Assert.Null(runner.Placement);

        runner.Start(ThreadPlacement.Anywhere);
        Assert.True(worked.Wait(Watchdog));
        Assert.Equal(AgentState.Running, runner.State);
        Assert.True(runner.Close(Watchdog));

        Assert.Equal(AgentState.Closed, runner.State);
        Assert.Null(runner.Failure);
        Assert.Equal("publisher", agent.ThreadName);
        Assert.Equal("publisher", runner.Placement!.RoleName);
        Assert.Single(agent.Threads);
        Assert.Equal(["publisher start", "publisher work"], agent.Log.Take(2));
        Assert.Single(agent.Log, entry => entry == "publisher start");
        Assert.Single(agent.Log, entry => entry == "publisher close");
    }

    [Fact]
    public void An_agent_that_throws_is_closed_and_stops_with_its_cause()
    {
        var cause = new InvalidDataException("torn");
        AgentFailure? told = null;
        var agent = new ScriptedAgent("journal") { Work = () => throw cause };
        using var runner = new AgentRunner<BusySpinIdle>(agent, default, failure => told = failure);
        runner.Start(ThreadPlacement.Anywhere);
        AwaitFailure(runner);
        Assert.Equal(new AgentFailure("journal", cause, null), runner.Failure);
        Assert.Same(runner.Failure, told);
        Assert.Equal(["journal start", "journal work", "journal close"], agent.Log);
    }

    [Fact]
    public void An_agent_that_cannot_start_does_no_work_and_is_closed()
    {
        var cause = new InvalidDataException("no disk");
        var agent = new ScriptedAgent("journal") { Start = () => throw cause };
        using var runner = new AgentRunner<BusySpinIdle>(agent, default);
        runner.Start(ThreadPlacement.Anywhere);
        Assert.True(runner.Close(Watchdog));
        Assert.Same(cause, runner.Failure!.Cause);
        Assert.Equal(["journal start", "journal close"], agent.Log);
    }

    [Fact]
    public void What_closing_throws_is_kept_beside_the_cause()
    {
        var (cause, later) = (new InvalidDataException("torn"), new IOException("disk gone"));
        var agent = new ScriptedAgent("journal") { Work = () => throw cause, Close = () => throw later };
        using var runner = new AgentRunner<BusySpinIdle>(agent, default);
        runner.Start(ThreadPlacement.Anywhere);
        AwaitFailure(runner);
        Assert.Equal(new AgentFailure("journal", cause, later), runner.Failure);
    }

    [Fact]
    public void An_agent_that_fails_to_close_has_failed()
    {
        var cause = new IOException("disk gone");
        using var worked = new ManualResetEventSlim();
        var agent = new ScriptedAgent("journal") { Work = () => { worked.Set(); return 0; }, Close = () => throw cause };
        using var runner = new AgentRunner<SleepingIdle>(agent, default);
        runner.Start(ThreadPlacement.Anywhere);
        Assert.True(worked.Wait(Watchdog));
        Assert.True(runner.Close(Watchdog));
        Assert.Equal(AgentState.Failed, runner.State);
        Assert.Same(cause, runner.Failure!.Cause);
    }

    [Fact]
    public void A_close_that_takes_too_long_says_so_and_still_happens()
    {
        using var entered = new ManualResetEventSlim();
        using var mayLeave = new ManualResetEventSlim();
        var agent = new ScriptedAgent("slow") { Work = () => { entered.Set(); mayLeave.Wait(); return 1; } };
        using var runner = new AgentRunner<BackOffIdle>(agent, default);
        runner.Start(ThreadPlacement.Anywhere);
        Assert.True(entered.Wait(Watchdog));
        Assert.False(runner.Close(TimeSpan.Zero));
        mayLeave.Set();
        Assert.True(runner.Close(Watchdog));
        Assert.Equal(AgentState.Closed, runner.State);
    }

    [Fact]
    public void An_agent_may_close_itself()
    {
        AgentRunner<BackOffIdle>? runner = null;
        using var made = new ManualResetEventSlim();
        var agent = new ScriptedAgent("one-shot") { Work = () => { made.Wait(); runner!.Dispose(); return 1; } };
        runner = new AgentRunner<BackOffIdle>(agent, default);
        runner.Start(ThreadPlacement.Anywhere);
        made.Set();
        Assert.True(SpinWait.SpinUntil(() => runner.State == AgentState.Closed, Watchdog));
        Assert.Single(agent.Log, entry => entry == "one-shot work");
    }

    [Fact]
    public void An_agent_is_started_once()
    {
        var agent = new ScriptedAgent("once");
        using var runner = new AgentRunner<YieldingIdle>(agent, default);
        runner.Start(ThreadPlacement.Anywhere);
        Assert.Throws<InvalidOperationException>(() => runner.Start(ThreadPlacement.Anywhere));
    }

    [Fact]
    public void A_required_placement_that_is_refused_leaves_the_agent_untouched()
    {
        var agent = new ScriptedAgent("pedant");
        using var runner = new AgentRunner<YieldingIdle>(agent, default);
        var placement = ThreadPlacement.OnCore(CoreSet.MaxCores - 1) with { Required = true };
        Assert.Throws<PlacementRefusedException>(() => runner.Start(placement));
        Assert.Empty(agent.Log);
    }

    // Closing before the failure would forestall it; after it, joins the thread.
    private static void AwaitFailure<TIdle>(AgentRunner<TIdle> runner) where TIdle : struct, IIdleStrategy
    {
        Assert.True(SpinWait.SpinUntil(() => runner.State == AgentState.Failed, Watchdog));
        Assert.True(runner.Close(Watchdog));
    }
}
