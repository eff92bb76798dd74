using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Tests.Host.Doctor.Parsing;

public sealed class CpuQuotaTests
{
    [Theory]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("50000 100000", 0.5)]
    [InlineData("max 100000", double.PositiveInfinity)]
    public void Version_2_is_read(string text, double cores) =>
        Assert.Equal(cores, CpuQuota.FromVersion2(text)!.Value.Cores);

    [Theory]
    [InlineData("200000", "100000", 2.0)]
    [InlineData("-1", "100000", double.PositiveInfinity)]
    public void Version_1_is_read(string quota, string period, double cores) =>
        Assert.Equal(cores, CpuQuota.FromVersion1(quota, period)!.Value.Cores);

    [Theory]
    [InlineData("")]
    [InlineData("max")]
    [InlineData("many 100000")]
    [InlineData("100000 0")]
    [InlineData("-5 100000")]
    [InlineData("1 2 3")]
    public void What_is_no_quota_is_not_read_as_one(string text) => Assert.Null(CpuQuota.FromVersion2(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("0", "100000")]
    [InlineData("-1", "")]
    [InlineData("-2", "100000")]
    public void Nor_in_version_1(string quota, string period) =>
        Assert.Null(CpuQuota.FromVersion1(quota, period));
}
