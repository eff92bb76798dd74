using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Tests.Host.Doctor.Parsing;

public sealed class CgroupFoldersTests
{
    [Fact]
    public void Version_2_goes_up_to_the_root() => Assert.Equal(
        [
            "/sys/fs/cgroup/a/b", "/sys/fs/cgroup/a", "/sys/fs/cgroup",
            "/sys/fs/cgroup/unified/a/b", "/sys/fs/cgroup/unified/a", "/sys/fs/cgroup/unified",
        ],
        CgroupFolders.Version2("0::/a/b\n"));

    [Fact]
    public void Inside_of_a_container_the_root_is_the_own_group() =>
        Assert.Equal("/sys/fs/cgroup", CgroupFolders.Version2("0::/\n")[0]);

    [Fact]
    public void Version_1_is_mounted_under_all_names_of_its_controllers() => Assert.Equal(
        [
            "/sys/fs/cgroup/cpu,cpuacct/x", "/sys/fs/cgroup/cpu,cpuacct",
            "/sys/fs/cgroup/cpu/x", "/sys/fs/cgroup/cpu",
        ],
        CgroupFolders.Version1("3:cpuset:/y\n2:cpu,cpuacct:/x\n0::/\n"));

    [Fact]
    public void Another_controller_is_not_taken_for_it() =>
        Assert.Empty(CgroupFolders.Version1("3:cpuset:/\n2:cpuacct:/x\n"));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("1:cpu")]
    public void A_text_without_groups_names_no_folder(string text) =>
        Assert.Empty(CgroupFolders.Version1(text).Concat(CgroupFolders.Version2(text)));

    [Theory]
    [InlineData("0::a/b")]
    [InlineData("0::/../../other")]
    public void Of_a_group_that_is_not_visible_the_root_is_left(string text) =>
        Assert.Equal(["/sys/fs/cgroup", "/sys/fs/cgroup/unified"], CgroupFolders.Version2(text));
}
