using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>Puts the marks in the product's own code under the explorer, on one simulated thread.</summary>
internal sealed class RuntimeSteps(Scheduler scheduler, SimulatedThread thread) : Interleaving.IScheduler
{
    public void Step(object place, long offset, bool changes)
    {
        var kind = changes ? AccessKind.Write : AccessKind.Read;
        scheduler.Step(thread, new Access(kind, new Location(place, offset), NameOf(place)));
    }

    public void Spin() => scheduler.Spin(thread);

    public void Park(object place, Func<bool> mayGoOn) =>
        scheduler.Park(thread, new Location(place, 0), () => !mayGoOn(), "park");

    public void Unpark(object place) => scheduler.Unpark(new Location(place, 0));

    private static string NameOf(object place) => place as string ?? (place as Type ?? place.GetType()).Name;
}
