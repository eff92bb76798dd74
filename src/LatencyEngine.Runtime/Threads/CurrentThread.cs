using System.Globalization;

namespace LatencyEngine.Runtime.Threads;

/// <summary>
/// Places the calling thread. For the main thread of a benchmark or test; roles are started with <see cref="RoleThread"/>.
/// </summary>
/// <remarks>
/// <b>Pinning the main thread</b> confines every thread started later, see <see cref="HelperThreads"/>: keep work that
/// must be pinned off it. A placement without a core does not mean "leave the mask alone" but "all cores that the
/// process had before the first placement", whatever was inherited.
/// </remarks>
[ColdPath("threads are placed before the first event")]
public static class CurrentThread
{
    public const int NoKernelId = -1;

    private static readonly IThreadControl Control = ControlOfThisSystem();

    /// <summary>
    /// The cores that the process was given, read before the first placement; <c>null</c> when the system does not say.
    /// </summary>
    public static CoreSet? ProcessCores { get; } = Control.Allowed();

    /// <summary>The cores on which the calling thread may run now; <c>null</c> when the system does not say.</summary>
    public static CoreSet? AllowedCores => Control.Allowed();

    /// <summary>Applies <paramref name="placement"/> and says what was given. Never throws for a refusal.</summary>
    public static PlacementOutcome Place(string roleName, ThreadPlacement placement)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(roleName);
        var osName = Control.SetName(roleName);
        var core = placement.Core is { } wanted ? Pin(wanted) : Release();
        return new PlacementOutcome(roleName, osName, placement, core, Control.SetPriority(placement.Priority));
    }

    /// <summary>The kernel's id of the calling thread on Linux, as tools show it; elsewhere <see cref="NoKernelId"/>.</summary>
    public static int KernelId() =>
        OperatingSystem.IsLinux()
        && Directory.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false) is { } target
        && TryParseId(target.Name, out var id)
            ? id
            : NoKernelId;

    internal static bool TryParseId(string text, out int id) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    private static Grant Pin(int core)
    {
        HelperThreads.RememberCurrent(); // First: a pinned thread must never look like a helper.
        var grant = ProcessCores is { } cores && !cores.Contains(core)
            ? Grant.Refused($"core {core} is not among the process's cores {cores}")
            : Control.Pin(core);
        if (grant.IsDenied) _ = Release();
        return grant;
    }

    private static Grant Release()
    {
        HelperThreads.ForgetCurrent();
        if (ProcessCores is { } cores) _ = Control.Allow(cores);
        return Grant.NotAsked;
    }

    private static IThreadControl ControlOfThisSystem()
    {
        if (OperatingSystem.IsLinux()) return new LinuxThreadControl();
        return OperatingSystem.IsWindows() ? new WindowsThreadControl() : new UnknownThreadControl();
    }
}
