namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// The explorer itself: it covers what it claims to cover, and reports what it claims to report.
/// </summary>
public sealed class ExplorerTests
{
    private static readonly Bounds _unreduced = new() { Reduce = false };

    [Theory]
    [InlineData(2, 3, 20)]
    [InlineData(2, 5, 252)]
    [InlineData(3, 2, 90)]
    [InlineData(3, 3, 1680)]
    public void Every_order_of_conflicting_steps_is_run_once(int threads, int steps, long expectedSchedules)
    {
        Scenario New()
        {
            var shared = new SharedVariable("x");
            return Repeat(threads, _ => Times(steps, () => shared.Write(1)));
        }

        Assert.Equal(expectedSchedules, Explorer.Explore(New, _unreduced).Schedules);
        Assert.Equal(expectedSchedules, Explorer.Explore(New).Schedules);
    }

    [Fact]
    public void Steps_that_do_not_conflict_are_run_in_one_order()
    {
        Scenario New()
        {
            var shared = new SharedVariable("read by all", 7);
            return Repeat(3, i =>
            {
                var own = new SharedVariable($"own {i}");
                return Times(3, () => own.Write(shared.Read()));
            });
        }

        var result = Explorer.Explore(New);

        Assert.Equal(1, result.Schedules - result.Redundant);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 6)]
    [InlineData(100, 20)]
    public void Preemptions_are_bounded(int preemptions, long expectedSchedules)
    {
        Scenario New()
        {
            var shared = new SharedVariable("x");
            return Repeat(2, _ => Times(3, () => shared.Write(1)));
        }

        Assert.Equal(expectedSchedules, Explorer.Explore(New, Bounds.PreemptionsUpTo(preemptions)).Schedules);
    }

    [Fact]
    public void A_lost_update_is_seen()
    {
        Scenario New()
        {
            var counter = new SharedVariable("counter");
            return Repeat(2, _ => () => counter.Write(counter.Read() + 1)).Outcome(() => $"{counter.Final}");
        }

        Explorer.Explore(New).ShowsExactly(acceptable: ["1", "2"]);
    }

    [Fact]
    public void An_atomic_update_is_never_lost()
    {
        Scenario New()
        {
            var counter = new SharedVariable("counter");
            return Repeat(3, _ => () => counter.Add(1)).Outcome(() => $"{counter.Final}");
        }

        Explorer.Explore(New).ShowsExactly(acceptable: ["3"], forbidden: ["1", "2"]);
    }

    [Fact]
    public void A_spinning_thread_costs_schedules_only_when_something_changes()
    {
        Scenario New()
        {
            var flag = new SharedVariable("flag");
            var other = new SharedVariable("other");
            return new Scenario()
                .Thread("writer", () =>
                {
                    for (var i = 0; i < 10; i++) other.Write(i);
                    flag.Write(1);
                })
                .Thread("spinner", () =>
                {
                    while (flag.Read() == 0) Simulation.Spin();
                });
        }

        // The flag is read before or after its write; the ten other writes do not wake the spinner.
        Assert.Equal(2, Explorer.Explore(New) is var result ? result.Schedules - result.Redundant : 0);
    }

    [Fact]
    public void Spinning_for_what_never_comes_is_a_livelock()
    {
        static Scenario New()
        {
            var flag = new SharedVariable("flag");
            return Repeat(2, _ => () =>
            {
                while (flag.Read() == 0) Simulation.Spin();
            });
        }

        var failure = Explorer.Explore(New).FailsWith(FailureKind.Livelock);
        Assert.Equal("nothing can go on: thread 0 is Spinning, thread 1 is Spinning", failure.Reason);
    }

    [Fact]
    public void An_endless_loop_is_a_livelock()
    {
        static Scenario New()
        {
            var counter = new SharedVariable("counter");
            return Repeat(1, _ => () =>
            {
                while (counter.Add(1) > 0) { }
            });
        }

        Assert.Equal("no end after 2000 steps", Explorer.Explore(New).FailsWith(FailureKind.Livelock).Reason);
    }

    [Fact]
    public void A_spinner_that_gives_up_after_some_looks_gets_them()
    {
        static Scenario New()
        {
            var flag = new SharedVariable("flag");
            return Repeat(1, _ => () =>
            {
                for (var looks = 0; looks < 4 && flag.Read() == 0; looks++) Simulation.Spin();
            });
        }

        Explorer.Explore(New, new Bounds { FutileSpins = 4 }).ShowsExactly(acceptable: ["done"]);
        Explorer.Explore(New, new Bounds { FutileSpins = 3 }).FailsWith(FailureKind.Livelock);
    }

    [Fact]
    public void A_failure_names_the_schedule_that_shows_it_again()
    {
        static Scenario New()
        {
            var x = new SharedVariable("x");
            var seen = 0L;
            return new Scenario()
                .Thread("writer", () => { x.Write(1); x.Write(2); x.Write(3); })
                .Thread("reader", () => seen = x.Read())
                .Outcome(() => seen == 2 ? throw new InvalidOperationException("two was seen") : "fine");
        }

        var failure = Explorer.Explore(New).FailsWith(FailureKind.Exception);

        Assert.Equal("outcome: two was seen", failure.Reason);
        Assert.Equal("0010", failure.Schedule);
        Assert.Equal(
            ["writer: start", "reader: start", "writer: Write x (Write)", "writer: Write x (Write)",
                "reader: Read x (Read)", "writer: Write x (Write)"],
            failure.Trace);
        Assert.Equal(failure.ToString(), Explorer.Replay(failure.Schedule, New)!.ToString(), SameButStackTrace);
        Assert.Null(Explorer.Replay("0001", New));
    }

    [Fact]
    public void An_assertion_inside_a_thread_fails_the_schedule_and_unwinds_the_others()
    {
        static Scenario New()
        {
            var x = new SharedVariable("x");
            return new Scenario()
                .Thread("writer", () => x.Write(1))
                .Thread("reader", () => Assert.Equal(0, x.Read()))
                .Thread("waiter", () => x.ParkWhile(1));
        }

        var failure = Explorer.Explore(New).FailsWith(FailureKind.Exception);
        Assert.StartsWith("reader: ", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_that_does_not_repeat_itself_is_refused()
    {
        var runs = 0;
        Scenario New()
        {
            var x = new SharedVariable("x");
            var steps = ++runs == 3 ? 1 : 2;
            return Repeat(2, _ => Times(steps, () => x.Write(1)));
        }

        Explorer.Explore(New).FailsWith(FailureKind.Nondeterminism);
    }

    [Fact]
    public void An_exploration_beyond_its_bound_is_refused()
    {
        static Scenario New()
        {
            var x = new SharedVariable("x");
            return Repeat(3, _ => Times(3, () => x.Write(1)));
        }

        Assert.Throws<InvalidOperationException>(() => Explorer.Explore(New, new Bounds { Schedules = 1000 }));
    }

    private static bool SameButStackTrace(string one, string two) => FirstLines(one) == FirstLines(two);

    private static string FirstLines(string report) => report[..report.IndexOf("System.", StringComparison.Ordinal)];

    private static Scenario Repeat(int threads, Func<int, Action> body)
    {
        var scenario = new Scenario();
        for (var i = 0; i < threads; i++) scenario.Thread($"thread {i}", body(i));
        return scenario;
    }

    private static Action Times(int count, Action step) => () =>
    {
        for (var i = 0; i < count; i++) step();
    };
}
