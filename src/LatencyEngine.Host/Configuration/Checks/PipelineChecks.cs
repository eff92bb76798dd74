using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Trading;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>Rings hold a batch, lanes hold what strategies may do, and no two threads spin on one core. Pure.</summary>
internal static class PipelineChecks
{
    public static void Run(EngineConfiguration configuration, Reading reading)
    {
        var pipeline = configuration.Pipeline;
        CheckRing(reading, "pipeline.inputRingSlots", pipeline.InputRingSlots, pipeline.BatchSizeMax);
        CheckRing(reading, "pipeline.outputRingSlots", pipeline.OutputRingSlots, pipeline.BatchSizeMax);
        CheckLanes(reading, configuration.Capacity);
        if (pipeline.Wait == WaitKind.BusySpin) CheckCores(reading, pipeline);
    }

    private static void CheckRing(Reading reading, string key, int slots, int batchSizeMax)
    {
        if (!reading.IsSound(key, "pipeline.batchSizeMax") || slots >= batchSizeMax) return;
        reading.Refuse(key, $"found {slots}; expected at least pipeline.batchSizeMax, which is {batchSizeMax}");
    }

    private static void CheckLanes(Reading reading, CapacityConfiguration capacity)
    {
        if (!reading.IsSound("capacity")) return;
        var needed = capacity.ToCapacities().LaneSlotsMin;
        if (capacity.LaneSlots >= needed) return;
        var message = $"found {capacity.LaneSlots}; expected at least {needed}, which one input can need with "
            + $"{capacity.OpenOrders} openOrders, {capacity.Accounts} accounts and {capacity.Strategies} strategies";
        reading.Refuse("capacity.laneSlots", message);
    }

    private static void CheckCores(Reading reading, PipelineConfiguration pipeline)
    {
        if (!reading.IsSound("pipeline")) return;
        var taken = new Dictionary<int, string>();
        foreach (var (role, core) in RolesOf(pipeline))
        {
            if (core == CoresConfiguration.Any || taken.TryAdd(core, role)) continue;
            var message = $"found {core}, the core of '{taken[core]}'; expected another: threads that wait by busySpin "
                + "never give a core away";
            reading.Refuse($"pipeline.cores.{role}", message);
        }
    }

    private static IEnumerable<(string Role, int Core)> RolesOf(PipelineConfiguration pipeline)
    {
        yield return ("feed", pipeline.Cores.Feed);
        yield return ("strategy", pipeline.Cores.Strategy);
        yield return ("output", pipeline.Cores.Output);
        yield return ("journal", pipeline.Cores.Journal);
        if (pipeline.Layout != PipelineLayout.Staged) yield break;
        yield return ("risk", pipeline.Cores.Risk);
        yield return ("matching", pipeline.Cores.Matching);
    }
}
