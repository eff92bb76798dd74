using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Topology;

/// <summary>Threads that never give their core away need one each. Pure.</summary>
[ColdPath("topologies are wired at start-up")]
internal static class PlacementCheck
{
    public static void Run(
        List<HandlerDeclaration> handlers, CoreSet cores, List<string> problems, List<string> warnings)
    {
        var spinners = 0;
        for (var i = 0; i < handlers.Count; i++)
        {
            if (handlers[i].Wait.Spins) spinners++;
            if (handlers[i].Placement.Core is not { } core) continue;
            if (!cores.Contains(core)) warnings.Add(TopologyProblems.CoreNotOurs(handlers[i], core, cores.ToString()));
            for (var k = i + 1; k < handlers.Count; k++)
                if (handlers[k].Placement.Core == core) CheckPair(handlers[i], handlers[k], problems, warnings);
        }
        if (spinners > cores.Count) warnings.Add(TopologyProblems.SpinnersExceedCores(spinners, cores.Count));
    }

    private static void CheckPair(
        HandlerDeclaration first, HandlerDeclaration second, List<string> problems, List<string> warnings)
    {
        var core = first.Placement.Core!.Value;
        if (first.Wait.Spins && second.Wait.Spins)
            problems.Add(TopologyProblems.SpinnersShareCore(first, second, core));
        else if (first.Wait.Spins) warnings.Add(TopologyProblems.SpinnerSharesCore(first, second, core));
        else if (second.Wait.Spins) warnings.Add(TopologyProblems.SpinnerSharesCore(second, first, core));
    }
}
