using LatencyEngine.Host.Doctor.Probes;

namespace LatencyEngine.Host.Doctor;

/// <summary>
/// Asks all questions, one after another, since measurements would disturb each other. Cold; owns nothing.
/// </summary>
public static class Checkup
{
    /// <summary>All probes, in the order of the report.</summary>
    public static IReadOnlyList<IProbe> Probes { get; } =
    [
        new SystemProbe(), new KernelProbe(), new VirtualizationProbe(), new StealProbe(),
        new ProcessorProbe(), new CoresProbe(), new SiblingsProbe(), new IsolationProbe(),
        new CpuLimitProbe(), new PlacementProbe(),
        new GovernorProbe(), new TurboProbe(), new IdleStatesProbe(),
        new ClockSourceProbe(), new TimerProbe(), new SleepProbe(), new HiccupProbe(), new RoundTripFinder(),
        new MemlockProbe(), new HugePagesProbe(), new SwapProbe(), new NumaProbe(),
        new DotNetProbe(), new GarbageCollectorProbe(), new JitProbe(), new DiskProbe(),
        new LayoutProbe(),
    ];

    /// <summary>
    /// Examines <paramref name="host"/>; <paramref name="onProbe"/> hears of each probe before it starts.
    /// </summary>
    public static IReadOnlyList<Examination> Run(
        IHost host, IEnumerable<IProbe> probes, Action<IProbe> onProbe)
    {
        var examinations = new List<Examination>();
        foreach (var probe in probes)
        {
            onProbe(probe);
            examinations.Add(new Examination(probe.Id, probe.Subject, Ask(probe, host)));
        }
        return examinations;
    }

    // What a system may lack (a library, a call, a permission) makes one answer unknown and leaves the
    // others.
    private static Finding Ask(IProbe probe, IHost host)
    {
        try
        {
            return probe.Examine(host);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or PlatformNotSupportedException or DllNotFoundException or EntryPointNotFoundException)
        {
            return Finding.Unknown(e.Message.ReplaceLineEndings(" "));
        }
    }
}
