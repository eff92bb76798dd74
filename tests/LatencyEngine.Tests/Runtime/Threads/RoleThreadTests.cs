using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Threads;

public sealed class RoleThreadTests
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(30);

    private const int CoreThatNoHostHas = CoreSet.MaxCores - 1;

    [Fact]
    public void Runs_its_body_once_on_a_background_thread_with_the_name_of_the_role()
    {
        var runs = 0;
        var name = "";
        var background = false;
        RunAndJoin("risk-handler", ThreadPlacement.Anywhere, () =>
        {
            runs++;
            name = Thread.CurrentThread.Name;
            background = Thread.CurrentThread.IsBackground;
        });
        Assert.Equal(1, runs);
        Assert.Equal("risk-handler", name);
        Assert.True(background);
    }

    [Fact]
    public void Knows_whether_the_caller_is_the_role()
    {
        RoleThread? role = null;
        var inside = false;
        using var started = new ManualResetEventSlim();
        role = RoleThread.Start("self-aware", ThreadPlacement.Anywhere, () =>
        {
            started.Wait();
            inside = role!.IsCurrent;
        });
        Assert.True(role.IsAlive);
        Assert.False(role.IsCurrent);
        started.Set();
        Assert.True(role.Join(Watchdog));
        Assert.True(inside);
        Assert.False(role.IsAlive);
    }

    [Fact]
    public void A_thread_without_wishes_reports_that_nothing_was_asked()
    {
        var role = RunAndJoin("carefree", ThreadPlacement.Anywhere, () => { });
        Assert.Equal(GrantStatus.NotAsked, role.Outcome.Core.Status);
        Assert.Equal(GrantStatus.NotAsked, role.Outcome.Priority.Status);
        Assert.True(role.Outcome.IsAsAsked);
    }

    [LinuxFact]
    public void The_kernel_shows_the_name_and_the_pinned_core()
    {
        var core = LastCore();
        var (comm, cores) = ("", "");
        var role = RunAndJoin("strategy-handler-12", ThreadPlacement.OnCore(core), () =>
        {
            comm = KernelView.StatusOfCurrent("Name");
            cores = KernelView.StatusOfCurrent("Cpus_allowed_list");
        });
        Assert.Equal(Grant.Given, role.Outcome.Core);
        Assert.Equal("strategy-han-12", comm);
        Assert.Equal("strategy-han-12", role.Outcome.OsName);
        Assert.Equal($"{core}", cores);
    }

    [Fact]
    public void A_core_that_does_not_exist_is_reported_and_not_fatal()
    {
        var ran = false;
        var role = RunAndJoin("optimist", ThreadPlacement.OnCore(CoreThatNoHostHas), () => ran = true);
        Assert.True(ran);
        Assert.True(role.Outcome.Core.IsDenied);
        Assert.NotEmpty(role.Outcome.Core.Reason);
        Assert.False(role.Outcome.IsAsAsked);
    }

    [Fact]
    public void A_required_core_that_does_not_exist_stops_the_start_before_the_body()
    {
        var ran = false;
        var placement = ThreadPlacement.OnCore(CoreThatNoHostHas) with { Required = true };
        var refusal = Assert.Throws<PlacementRefusedException>(() => RoleThread.Start("pedant", placement, () => ran = true));
        Assert.False(ran);
        Assert.Equal(CoreThatNoHostHas, refusal.Outcome!.Asked.Core);
        Assert.Contains("pedant", refusal.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void A_role_started_by_a_pinned_thread_does_not_inherit_its_core()
    {
        var cores = "";
        RunAndJoin("parent", ThreadPlacement.OnCore(LastCore()), () =>
            RunAndJoin("child", ThreadPlacement.Anywhere, () => cores = KernelView.StatusOfCurrent("Cpus_allowed_list")));
        Assert.Equal($"{CurrentThread.ProcessCores}", cores);
    }

    [LinuxFact]
    public void A_refused_core_does_not_leave_the_role_on_the_core_of_its_parent()
    {
        var cores = "";
        RunAndJoin("parent", ThreadPlacement.OnCore(LastCore()), () =>
            RunAndJoin("child", ThreadPlacement.OnCore(CoreThatNoHostHas), () =>
                cores = KernelView.StatusOfCurrent("Cpus_allowed_list")));
        Assert.Equal($"{CurrentThread.ProcessCores}", cores);
    }

    [LinuxFact]
    public void The_answer_about_a_high_priority_is_what_the_kernel_did()
    {
        var nice = 0;
        var role = RunAndJoin("urgent", new ThreadPlacement(Priority: RolePriority.High), () => nice = KernelView.NiceOfCurrent());
        Assert.Equal(role.Outcome.Priority.Status == GrantStatus.Granted, nice < 0);
    }

    [LinuxFact]
    public void Work_that_can_wait_stands_behind_ordinary_threads()
    {
        var nice = 0;
        var role = RunAndJoin("patient", new ThreadPlacement(Priority: RolePriority.Low), () => nice = KernelView.NiceOfCurrent());
        Assert.Equal(GrantStatus.Granted, role.Outcome.Priority.Status);
        Assert.True(nice > 0, $"nice is {nice}");
    }

    [LinuxFact]
    public void The_answer_about_real_time_is_what_the_kernel_did_and_children_do_not_inherit_it()
    {
        const int fifo = 1;
        var (policy, policyOfChild) = (0, 0);
        var role = RunAndJoin("realtime", new ThreadPlacement(Priority: RolePriority.RealTime), () =>
        {
            policy = KernelView.PolicyOfCurrent();
            RunAndJoin("child", ThreadPlacement.Anywhere, () => policyOfChild = KernelView.PolicyOfCurrent());
        });
        Assert.Equal(role.Outcome.Priority.Status == GrantStatus.Granted, policy == fifo);
        Assert.NotEqual(fifo, policyOfChild);
    }

    internal static int LastCore() => CurrentThread.ProcessCores!.ToArray()[^1];

    internal static RoleThread RunAndJoin(string roleName, ThreadPlacement placement, Action body)
    {
        var role = RoleThread.Start(roleName, placement, body);
        Assert.True(role.Join(Watchdog), $"{roleName} did not end in time.");
        return role;
    }
}
