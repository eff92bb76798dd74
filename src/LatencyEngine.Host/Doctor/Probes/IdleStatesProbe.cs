using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>
/// How long does a sleeping core take to wake up? It adds to the first event after a thread has parked.
/// </summary>
public sealed class IdleStatesProbe : IProbe
{
    private const long AcceptableWakeUpMicros = 20;

    public string Id => "idleStates";

    public string Subject => "idle states";

    public Finding Examine(IHost host)
    {
        var folder = $"/sys/devices/system/cpu/cpu{host.UsableCores.ToArray()[0]}/cpuidle";
        var states = host.FoldersIn(folder).Select(state => Read(host, $"{folder}/{state}"))
            .Where(state => state is { IsDisabled: false, WakeUpMicros: not null }).ToList();
        if (states.Count == 0) return Finding.Unknown($"no states in {folder}");

        var deepest = states.MaxBy(state => state.WakeUpMicros);
        var wakeUp = deepest.WakeUpMicros!.Value;
        var finding = wakeUp <= AcceptableWakeUpMicros
            ? Finding.Ok($"The deepest one, {deepest.Name}, takes {wakeUp} us to wake up from")
            : Finding.Advice(
                $"The deepest one, {deepest.Name}, takes {wakeUp} us to wake up from: the first event after"
                + " a park waits for it",
                $"sudo cpupower idle-set --disable-by-latency {AcceptableWakeUpMicros}");
        return finding with { Facts = new() { ["deepest"] = deepest.Name, ["wakeUpMicros"] = wakeUp } };
    }

    private static (string Name, long? WakeUpMicros, bool IsDisabled) Read(IHost host, string folder) => (
        host.Read($"{folder}/name").OrEmpty,
        KeyedLines.WholeNumber(host.Read($"{folder}/latency").Content),
        host.Read($"{folder}/disable").Content == "1");
}
