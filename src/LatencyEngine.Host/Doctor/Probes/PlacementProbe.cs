using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Can threads be pinned to each core, and given priority? Tries it, as the engine does.</summary>
public sealed class PlacementProbe : IProbe
{
    private const int MaxCoresTried = 64;
    private const string RoleName = "doctor";

    private const string Allow =
        "systemd: LimitNICE=-10 LimitRTPRIO=1; docker: --cap-add SYS_NICE; else run with CAP_SYS_NICE";

    public string Id => "placement";

    public string Subject => "pin, priority";

    public Finding Examine(IHost host)
    {
        var cores = host.UsableCores.ToArray()[..Math.Min(host.UsableCores.Count, MaxCoresTried)];
        var refusal = cores.Select(TryPin).FirstOrDefault(reason => reason is not null);
        var high = TryPriority(RolePriority.High);
        var realTime = TryPriority(RolePriority.RealTime);

        var finding = Judge(cores.Length, refusal, high, realTime);
        finding.Facts["pinningWorks"] = refusal is null;
        finding.Facts["pinnedCoreCount"] = refusal is null ? cores.Length : 0;
        finding.Facts["highPriorityWorks"] = !high.IsDenied;
        finding.Facts["realTimePriorityWorks"] = !realTime.IsDenied;
        return finding;
    }

    private static Finding Judge(int cores, string? refusal, Grant high, Grant realTime)
    {
        if (refusal is not null) return Finding.Warning($"Pinning does not work: {refusal}");
        var pinning = $"Pinning works on {(cores == 1 ? "the one core" : $"all {cores} cores")}";
        if (high.IsDenied) return Finding.Advice($"{pinning}; priority is {high}", Allow);
        return realTime.IsDenied
            ? Finding.Ok($"{pinning}, high priority too; real-time priority is {realTime}, and seldom needed")
            : Finding.Ok($"{pinning}, high and real-time priority too");
    }

    /// <summary>
    /// Pins a thread and looks where it runs. The answer is why it does not work, or <c>null</c>.
    /// </summary>
    private static string? TryPin(int core)
    {
        var ranOn = -1;
        var role = RoleThread.Start(RoleName, ThreadPlacement.OnCore(core), LookAround);
        role.Join();
        if (role.Outcome.Core.IsDenied) return $"core {core} {role.Outcome.Core}";
        return ranOn == core ? null : $"a thread pinned to core {core} ran on {ranOn}";

        void LookAround() => ranOn = Thread.GetCurrentProcessorId();
    }

    private static Grant TryPriority(RolePriority priority)
    {
        var role = RoleThread.Start(RoleName, new ThreadPlacement(Priority: priority), static () => { });
        role.Join();
        return role.Outcome.Priority;
    }
}
