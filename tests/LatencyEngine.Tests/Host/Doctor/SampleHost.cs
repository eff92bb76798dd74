using LatencyEngine.Host.Doctor;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Host.Doctor;

/// <summary>A host made of texts, as real hosts of different kinds have them; the rest is missing.</summary>
internal sealed class SampleHost(string usableCores, params (string Path, string Text)[] files) : IHost
{
    private readonly Dictionary<string, string> _files = files.ToDictionary(f => f.Path, f => f.Text);

    /// <summary>Metal with two nodes, tuned; core <c>n</c> and core <c>n+8</c> are siblings.</summary>
    public static SampleHost TunedMetal { get; } = new(
        "0-15",
        [
            ("/proc/cpuinfo", "processor\t: 0\nmodel name\t: Intel(R) Xeon(R) Gold 6334\nflags\t\t: fpu tsc"
                + " nonstop_tsc\n"),
            ("/proc/cmdline", "ro quiet isolcpus=managed_irq,domain,2-7,10-15 nohz_full=2-7,10-15"
                + " rcu_nocbs=2-7,10-15"),
            ("/proc/stat", "cpu  1000 0 500 98000 0 0 500 0 0 0\ncpu0 1 0 1 1 0 0 0 0 0 0\n"),
            ("/proc/self/cgroup", "0::/user.slice/user-1000.slice/session-2.scope\n"),
            ("/proc/meminfo", "MemTotal: 1 kB\nSwapTotal: 0 kB\nHugePages_Total: 64\nHugePages_Free:"
                + " 60\nHugepagesize: 2048 kB\n"),
            ("/proc/version", "Linux version 6.8.0-rt8 (gcc) #1 SMP PREEMPT_RT"),
            ("/proc/sys/kernel/osrelease", "6.8.0-rt8"),
            ("/sys/class/dmi/id/sys_vendor", "Dell Inc."),
            ("/sys/devices/system/cpu/online", "0-15"),
            ("/sys/devices/system/cpu/isolated", "2-7,10-15"),
            ("/sys/devices/system/cpu/intel_pstate/no_turbo", "1"),
            ("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc"),
            ("/sys/devices/system/clocksource/clocksource0/available_clocksource", "tsc hpet acpi_pm"),
            ("/sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]"),
            ("/sys/devices/system/node/online", "0-1"),
            ("/sys/devices/system/node/node0/cpulist", "0-3,8-11"),
            ("/sys/devices/system/node/node1/cpulist", "4-7,12-15"),
            .. Enumerable.Range(0, 16).Select(core => (
                $"/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list",
                $"{core % 8},{(core % 8) + 8}")),
            .. Enumerable.Range(0, 16).Select(core => (
                $"/sys/devices/system/cpu/cpu{core}/cpufreq/scaling_governor", "performance")),
        ]);

    /// <summary>A container that may use one and a half cores' worth of time.</summary>
    public static SampleHost RationedContainer { get; } = new(
        "0-3",
        ("/proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 7763\nflags\t\t: fpu tsc hypervisor\n"),
        ("/proc/cmdline", "BOOT_IMAGE=vmlinuz root=/dev/sda1"),
        ("/proc/self/cgroup", "0::/\n"),
        ("/.dockerenv", ""),
        ("/proc/meminfo", "SwapTotal: 2097148 kB\nHugePages_Total: 0\nHugepagesize: 2048 kB\n"),
        ("/proc/sys/vm/swappiness", "60"),
        ("/sys/class/dmi/id/sys_vendor", "Microsoft Corporation"),
        ("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never"),
        ("/sys/fs/cgroup/cpu.max", "150000 100000"),
        ("/sys/fs/cgroup/cpu.stat", "usage_usec 91\nnr_periods 20\nnr_throttled 7\nthrottled_usec 12\n"),
        ("/sys/devices/system/cpu/online", "0-15"));

    /// <summary>A small virtual machine with kvm-clock, oversold.</summary>
    public static SampleHost OversoldVirtualMachine { get; } = new(
        "0-1",
        ("/proc/cpuinfo", "processor\t: 0\nmodel name\t: QEMU Virtual CPU\nflags\t\t: fpu tsc hypervisor\n"),
        ("/proc/cmdline", "quiet"),
        ("/proc/stat", "cpu  3000 0 1000 5500 0 0 0 500 0 0\n"),
        ("/proc/self/cgroup", "12:cpu,cpuacct:/system.slice\n0::/system.slice\n"),
        ("/sys/class/dmi/id/product_name", "KVM"),
        ("/sys/devices/system/cpu/online", "0-1"),
        ("/sys/fs/cgroup/cpu,cpuacct/system.slice/cpu.cfs_quota_us", "-1"),
        ("/sys/fs/cgroup/cpu,cpuacct/system.slice/cpu.cfs_period_us", "100000"),
        ("/sys/devices/system/clocksource/clocksource0/current_clocksource", "kvm-clock"),
        ("/sys/devices/system/clocksource/clocksource0/available_clocksource", "kvm-clock tsc acpi_pm"));

    public static SampleHost Silent { get; } = new("0-1");

    public CoreSet UsableCores { get; } =
        CoreSet.TryParse(usableCores, out var cores) ? cores : throw new FormatException(usableCores);

    public FileText Read(string path) =>
        _files.TryGetValue(path, out var text) ? FileText.Of(text) : FileText.Missing($"no {path}");

    public IReadOnlyList<string> FoldersIn(string path) =>
        [.. _files.Keys.Where(file => file.StartsWith(path + "/", StringComparison.Ordinal))
            .Select(file => file[(path.Length + 1)..].Split('/')[0]).Distinct()
                .Order(StringComparer.Ordinal)];
}
