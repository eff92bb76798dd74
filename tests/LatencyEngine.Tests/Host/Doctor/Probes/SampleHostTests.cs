using LatencyEngine.Host.Doctor;
using LatencyEngine.Host.Doctor.Probes;

namespace LatencyEngine.Tests.Host.Doctor.Probes;

/// <summary>The same probe on hosts of different kinds: each status has a host that gets it.</summary>
public sealed class SampleHostTests
{
    [Fact]
    public void Tuned_metal_needs_nothing()
    {
        IProbe[] probes =
        [
            new VirtualizationProbe(), new StealProbe(), new CoresProbe(), new IsolationProbe(),
            new CpuLimitProbe(), new GovernorProbe(), new TurboProbe(), new ClockSourceProbe(),
            new HugePagesProbe(), new SwapProbe(),
        ];
        var notOk = probes.Where(probe => On(SampleHost.TunedMetal, probe) != FindingStatus.Ok);
        Assert.Empty(notOk.Select(probe => probe.Id));
    }

    [Fact]
    public void Siblings_are_paired_and_counted_once()
    {
        var finding = new SiblingsProbe().Examine(SampleHost.TunedMetal);
        Assert.Equal(FindingStatus.Advice, finding.Status);
        Assert.Equal(8, (int)finding.Facts["groupCount"]!);
        Assert.Equal("0-7", (string)finding.Facts["physicalCores"]!);
    }

    [Fact]
    public void Without_topology_siblings_are_unknown() =>
        Assert.Equal(FindingStatus.Unknown, On(SampleHost.RationedContainer, new SiblingsProbe()));

    [Fact]
    public void Two_nodes_in_use_ask_for_one()
    {
        var finding = new NumaProbe().Examine(SampleHost.TunedMetal);
        Assert.Equal(FindingStatus.Advice, finding.Status);
        Assert.Contains("--cpunodebind=0", finding.Change, StringComparison.Ordinal);
    }

    [Fact]
    public void Rationed_time_is_a_warning_with_its_figures()
    {
        var finding = new CpuLimitProbe().Examine(SampleHost.RationedContainer);
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Equal(1.5, (double)finding.Facts["limitCores"]!);
        Assert.Equal(7, (long)finding.Facts["throttledCount"]!);
        Assert.Contains("it happened 7 times", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_sees_more_cores_than_it_may_use()
    {
        var finding = new CoresProbe().Examine(SampleHost.RationedContainer);
        Assert.Equal((16, 4), ((int)finding.Facts["onlineCount"]!, (int)finding.Facts["usableCount"]!));
        Assert.Contains("4 of 16", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Untuned_memory_gets_advice()
    {
        Assert.Equal(FindingStatus.Advice, On(SampleHost.RationedContainer, new HugePagesProbe()));
        Assert.Equal(FindingStatus.Advice, On(SampleHost.RationedContainer, new SwapProbe()));
    }

    [Fact]
    public void Isolation_is_advised_with_siblings_kept_together()
    {
        (string, string) Siblings(int core) => (
            $"/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list",
            $"{core % 4},{(core % 4) + 4}");
        var host = new SampleHost(
            "0-7", [("/proc/cmdline", "quiet"), .. Enumerable.Range(0, 8).Select(Siblings)]);
        var finding = new IsolationProbe().Examine(host);
        Assert.Equal("isolcpus=managed_irq,domain,2-3,6-7 nohz_full=2-3,6-7"
            + " rcu_nocbs=2-3,6-7", finding.Change);
    }

    [Fact]
    public void Isolated_cores_that_keep_the_tick_get_advice()
    {
        var host = new SampleHost("0-3", ("/proc/cmdline", "isolcpus=2-3"));
        Assert.Equal(FindingStatus.Advice, On(host, new IsolationProbe()));
    }

    [Fact]
    public void Isolated_cores_out_of_reach_are_a_warning()
    {
        var host = new SampleHost("0-1", ("/proc/cmdline", "isolcpus=2-3 nohz_full=2-3 rcu_nocbs=2-3"));
        var finding = new IsolationProbe().Examine(host);
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.StartsWith("taskset --cpu-list 0-3 ", finding.Change, StringComparison.Ordinal);
    }

    [Fact]
    public void An_oversold_machine_is_told_so()
    {
        Assert.Equal(FindingStatus.Warning, On(SampleHost.OversoldVirtualMachine, new StealProbe()));
        Assert.Equal(FindingStatus.Advice, On(SampleHost.OversoldVirtualMachine, new VirtualizationProbe()));
    }

    [Theory]
    [InlineData("tsc", "tsc hpet", FindingStatus.Ok)]
    [InlineData("kvm-clock", "kvm-clock tsc", FindingStatus.Advice)]
    [InlineData("kvm-clock", "kvm-clock", FindingStatus.Ok)]
    [InlineData("hpet", "hpet acpi_pm", FindingStatus.Warning)]
    [InlineData("acpi_pm", "tsc acpi_pm", FindingStatus.Warning)]
    public void Clock_sources_are_ranked(string current, string available, FindingStatus expected)
    {
        const string folder = "/sys/devices/system/clocksource/clocksource0";
        var host = new SampleHost(
            "0", ($"{folder}/current_clocksource", current), ($"{folder}/available_clocksource", available));
        Assert.Equal(expected, On(host, new ClockSourceProbe()));
    }

    [Fact]
    public void One_core_is_a_warning() =>
        Assert.Equal(FindingStatus.Warning, On(new SampleHost("5"), new CoresProbe()));

    [Theory]
    [InlineData("1", "200", "0", FindingStatus.Advice)]
    [InlineData("1", "200", "1", FindingStatus.Ok)] // Switched off: only the shallow one is left.
    [InlineData("1", "10", "0", FindingStatus.Ok)]
    public void The_deepest_idle_state_that_is_on_counts(
        string shallow, string deep, string deepIsOff, FindingStatus expected)
    {
        const string folder = "/sys/devices/system/cpu/cpu0/cpuidle";
        var host = new SampleHost(
            "0-1",
            ($"{folder}/state0/name", "C1"), ($"{folder}/state0/latency", shallow),
            ($"{folder}/state0/disable", "0"),
            ($"{folder}/state1/name", "C6"), ($"{folder}/state1/latency", deep),
            ($"{folder}/state1/disable", deepIsOff));
        Assert.Equal(expected, On(host, new IdleStatesProbe()));
    }

    [Fact]
    public void A_slow_governor_gets_the_command_that_changes_it()
    {
        const string file = "/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor";
        var host = new SampleHost("0-1", (file, "powersave"));
        Assert.Equal("sudo cpupower frequency-set --governor"
            + " performance", new GovernorProbe().Examine(host).Change);
    }

    private static FindingStatus On(IHost host, IProbe probe) => probe.Examine(host).Status;
}
