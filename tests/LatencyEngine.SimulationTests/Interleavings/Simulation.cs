namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// What code under exploration calls. On a thread that no explorer runs it does nothing, so that other tests
/// can use the same code.
/// </summary>
internal static class Simulation
{
    public static bool IsActive => SimulatedThread.Current is not null;

    public static void Step(in Access access)
    {
        var self = SimulatedThread.Current;
        self?.Scheduler.Step(self, access);
    }

    public static void Spin()
    {
        var self = SimulatedThread.Current;
        self?.Scheduler.Spin(self);
    }

    public static void Park(Location at, Func<bool> stillExpected, string label)
    {
        var self = SimulatedThread.Current;
        self?.Scheduler.Park(self, at, stillExpected, label);
    }

    public static void Await(Func<bool> condition)
    {
        var self = SimulatedThread.Current;
        self?.Scheduler.Await(self, condition);
    }

    /// <summary>Wakes all threads parked at a location: a step of its own.</summary>
    public static void Unpark(Location at, string label)
    {
        Step(new Access(AccessKind.Write, at, label));
        SimulatedThread.Current?.Scheduler.Unpark(at);
    }
}
