namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// Runs a scenario under every schedule, depth first, and collects the outcomes.
/// </summary>
/// <remarks>
/// <para><b>Model.</b> One thread runs at a time and steps take effect in the order they are made, hence only
/// sequentially consistent executions are seen: a missing fence is not found here. The patterns that depend
/// on a fence have a model of their own over <see cref="StoreBufferMemory"/>.</para>
/// <para><b>Search.</b> Stateless: each schedule is run from the start along the recorded decisions. Of
/// schedules that differ only in the order of steps that do not conflict, one is followed (sleep sets); a
/// preemption bound turns this off, since the schedule followed may need more preemptions than one that is
/// skipped.</para>
/// <para><b>Spinning.</b> A thread that gives a spin hint runs again when a location it has read since the
/// last hint was written by another thread. To look again earlier would show it the same values.</para>
/// </remarks>
internal static class Explorer
{
    /// <summary>Explores until the first failure or the last schedule.</summary>
    /// <exception cref="InvalidOperationException">More schedules than the bounds allow.</exception>
    public static Exploration Explore(Func<Scenario> newScenario, Bounds? bounds = null)
    {
        bounds ??= Bounds.Exhaustive;
        var path = new SchedulePath(bounds);
        var results = new Results();
        var failed = Run(newScenario, bounds, path, results);
        if (failed is null) return results.ToExploration(null);
        // The same schedule again, this time with every step written down.
        return results.ToExploration(Replay(failed.Schedule, newScenario, bounds) ?? failed);
    }

    /// <summary>
    /// Runs one printed schedule again, and returns its failure with all steps; null when it ends well.
    /// </summary>
    public static RunFailure? Replay(string schedule, Func<Scenario> newScenario, Bounds? bounds = null)
    {
        bounds ??= Bounds.Exhaustive;
        var path = new SchedulePath(bounds);
        path.Follow(schedule);
        var scenario = newScenario();
        using var scheduler = new Scheduler(scenario.Threads.Count, bounds, path, traced: true);
        RunOnce(scheduler, scenario);
        return scheduler.Failure;
    }

    private static RunFailure? Run(Func<Scenario> newScenario, Bounds bounds, SchedulePath path, Results results)
    {
        var scenario = newScenario();
        using var scheduler = new Scheduler(scenario.Threads.Count, bounds, path, traced: false);
        do
        {
            if (results.Schedules >= bounds.Schedules)
                throw new InvalidOperationException($"More than {bounds.Schedules} schedules: bound the preemptions.");
            var outcome = RunOnce(scheduler, scenario);
            if (scheduler.Failure is not null) return scheduler.Failure;
            results.Add(outcome, path.IsRedundant, scheduler.Steps);
            scenario = newScenario();
        }
        while (path.Advance());
        scenario.Dispose();
        return null;
    }

    private static string RunOnce(Scheduler scheduler, Scenario scenario)
    {
        try
        {
            scheduler.Run(scenario);
            return scheduler.Failure is null ? scenario.NameOutcome() : "";
        }
#pragma warning disable CA1031 // An assertion of the outcome fails the schedule, and must not lose it.
        catch (Exception e) when (e is not TimeoutException)
#pragma warning restore CA1031
        {
            scheduler.Fail(FailureKind.Exception, "outcome: " + e.Message, e);
            return "";
        }
        finally
        {
            scenario.Dispose();
        }
    }

    private sealed class Results
    {
        private readonly Dictionary<string, long> _outcomes = [];
        private long _redundant;
        private int _longestRun;

        public long Schedules { get; private set; }

        public void Add(string outcome, bool redundant, int steps)
        {
            Schedules++;
            if (redundant) _redundant++;
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
            _longestRun = Math.Max(_longestRun, steps);
        }

        public Exploration ToExploration(RunFailure? failure) =>
            new(_outcomes, Schedules, _redundant, _longestRun, failure);
    }
}
