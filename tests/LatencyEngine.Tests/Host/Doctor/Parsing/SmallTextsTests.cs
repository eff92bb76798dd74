using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Tests.Host.Doctor.Parsing;

/// <summary>The kernel's short texts: what each says, and what it must not be taken to say.</summary>
public sealed class SmallTextsTests
{
    private const string Limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max locked memory         8388608              unlimited            bytes
        Max cpu time              unlimited            unlimited            seconds
        """;

    [Theory]
    [InlineData("always [madvise] never", "madvise")]
    [InlineData("[always] madvise never", "always")]
    [InlineData("always madvise never", null)]
    [InlineData("] [", null)]
    [InlineData("", null)]
    public void The_choice_in_brackets_is_current(string text, string? expected) =>
        Assert.Equal(expected, Choice.Selected(text));

    [Theory]
    [InlineData("Max locked memory", 8_388_608L)]
    [InlineData("Max cpu time", ResourceLimits.Unlimited)]
    public void The_soft_limit_is_read(string name, long expected) =>
        Assert.Equal(expected, ResourceLimits.Soft(Limits, name));

    [Fact]
    public void A_limit_that_is_not_listed_is_unknown() =>
        Assert.Null(ResourceLimits.Soft(Limits, "Max locked"));

    [Theory]
    [InlineData("cpu  60 0 20 10 0 0 0 10 55 0\ncpu0 1 1 1 1 1 1 1 1", 0.1)]
    [InlineData("cpu  60 0 20 20 0 0 0 0 0 0", 0.0)]
    public void Stolen_time_is_a_share_of_all_time(string stat, double expected) =>
        Assert.Equal(expected, StealShare.Of(stat)!.Value, 6);

    [Theory]
    [InlineData("cpu  0 0 0 0 0 0 0 0")]
    [InlineData("cpu  1 2 3 4")]
    [InlineData("cpu  1 2 3 4 5 6 7 x")]
    [InlineData("intr 12")]
    public void Where_stolen_time_is_not_counted_it_is_unknown(string stat) =>
        Assert.Null(StealShare.Of(stat));

    [Theory]
    [InlineData("Linux version 6.8 #1 SMP PREEMPT_RT Thu", "PREEMPT_RT")]
    [InlineData("Linux version 6.8 #1 SMP PREEMPT_DYNAMIC @0", "PREEMPT_DYNAMIC")]
    [InlineData("Linux version 5.4 #1 SMP PREEMPT Thu", "PREEMPT")]
    [InlineData("Linux version 5.4 #1 SMP Thu", "PREEMPT_NONE")]
    public void The_preemption_model_is_read(string version, string expected) =>
        Assert.Equal(expected, Preemption.ModelOf(version));

    [Theory]
    [InlineData("NAME=\"X\"\nPRETTY_NAME=\"Debian GNU/Linux 12\"", "Debian GNU/Linux 12")]
    [InlineData("PRETTY_NAME=Alpine\n", "Alpine")]
    [InlineData("NAME=x", null)]
    public void The_distribution_names_itself(string text, string? expected) =>
        Assert.Equal(expected, OsRelease.PrettyName(text));

    [Theory]
    [InlineData("flags : fpu hypervisor", "QEMU Standard PC", "QEMU/KVM")]
    [InlineData("flags : fpu hypervisor", "", "unnamed")]
    [InlineData("flags : fpu", "Amazon EC2 i3.metal", null)]
    [InlineData("Features : fp asimd", "Amazon EC2 c7g.large", "Amazon EC2")]
    [InlineData("Features : fp asimd", "Raspberry Pi", null)]
    public void The_hypervisor_shows_in_the_flags_and_has_the_name_of_the_product(
        string cpuInfo, string product, string? expected) =>
        Assert.Equal(expected, Surroundings.HypervisorOf(cpuInfo, product));

    [Theory]
    [InlineData("0::/kubepods.slice/kubepods-pod1.slice", false, false, "Kubernetes")]
    [InlineData("0::/docker/abc", false, false, "Docker")]
    [InlineData("0::/", true, false, "Docker")]
    [InlineData("0::/", false, true, "Podman")]
    [InlineData("0::/user.slice", false, false, null)]
    public void The_container_shows_in_the_groups_or_by_a_mark(
        string cgroup, bool docker, bool podman, string? expected) =>
        Assert.Equal(expected, Surroundings.ContainerOf(cgroup, docker, podman));
}
