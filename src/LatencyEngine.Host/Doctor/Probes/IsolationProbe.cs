using LatencyEngine.Host.Doctor.Parsing;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Which cores do the scheduler, the timer tick and deferred kernel work leave alone?</summary>
public sealed class IsolationProbe : IProbe
{
    private const int WorthIsolatingFrom = 4;

    // Housekeeping (interrupts, GC, JIT, everything else) keeps this many physical cores.
    private const int HousekeepingCores = 2;

    public string Id => "isolation";

    public string Subject => "isolated cores";

    public Finding Examine(IHost host)
    {
        var commandLine = host.Read(HostReadings.CommandLinePath);
        if (commandLine.Content is null) return Finding.Unknown(commandLine.WhyNot);

        var isolated = HostReadings.IsolatedCores(host);
        var tickless = KernelArguments.Cores(commandLine.Content, "nohz_full");
        var withoutCallbacks = KernelArguments.Cores(commandLine.Content, "rcu_nocbs");
        var finding = isolated.Count == 0
            ? AdviseIsolation(host)
            : Judge(host, isolated, tickless, withoutCallbacks);
        finding.Facts["isolated"] = isolated.ToString();
        finding.Facts["nohzFull"] = tickless.ToString();
        finding.Facts["rcuNocbs"] = withoutCallbacks.ToString();
        return finding;
    }

    private static Finding AdviseIsolation(IHost host)
    {
        var physical = HostReadings.PhysicalCores(host);
        return physical.Count < WorthIsolatingFrom
            ? Finding.Advice($"No core is isolated; with fewer than {WorthIsolatingFrom} physical cores none"
                + " can be spared")
            : Finding.Advice(
                "No core is isolated: other threads and interrupts run on the cores of pinned ones."
                + " Start the kernel with",
                Arguments(WithSiblings(host, physical.ToArray()[HousekeepingCores..])));
    }

    private static Finding Judge(IHost host, CoreSet isolated, CoreSet tickless, CoreSet withoutCallbacks)
    {
        if (!isolated.IsSubsetOf(host.UsableCores))
            return Finding.Warning(
                $"Cores {isolated} are isolated, but this process may use only {host.UsableCores}",
                $"taskset --cpu-list {Union(isolated, host.UsableCores)} ./run.ps1");
        return isolated.IsSubsetOf(tickless) && isolated.IsSubsetOf(withoutCallbacks)
            ? Finding.Ok($"Cores {isolated} are isolated, without timer tick and kernel callbacks")
            : Finding.Advice(
                $"Cores {isolated} are isolated, but not all are free of the timer tick and of kernel"
                + " callbacks. Start the kernel with",
                Arguments(isolated));
    }

    private static string Arguments(CoreSet cores) =>
        $"isolcpus=managed_irq,domain,{cores} nohz_full={cores} rcu_nocbs={cores}";

    // A physical core is isolated as a whole.
    private static CoreSet WithSiblings(IHost host, IEnumerable<int> cores)
    {
        var groups = HostReadings.SiblingGroups(host);
        var all = cores.SelectMany(core => groups.FirstOrDefault(g => g.Contains(core))?.ToArray() ?? [core]);
        return CoreSet.Of([.. all]);
    }

    private static CoreSet Union(CoreSet one, CoreSet other) =>
        CoreSet.Of([.. one.ToArray(), .. other.ToArray()]);
}
