using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Tests.Host.Doctor.Parsing;

public sealed class KernelArgumentsTests
{
    [Theory]
    [InlineData("quiet isolcpus=2-3", "2-3")]
    [InlineData("isolcpus=managed_irq,domain,2-3,6 quiet", "2-3,6")]
    [InlineData("isolcpus=nohz,5\n", "5")]
    [InlineData("isolcpus=1 isolcpus=2", "2")]
    public void Cores_are_read_without_the_flags_before_them(string commandLine, string expected) =>
        Assert.Equal(expected, KernelArguments.Cores(commandLine, "isolcpus").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("quiet")]
    [InlineData("isolcpus=")]
    [InlineData("isolcpus=3-2")]
    [InlineData("noisolcpus=2-3")]
    [InlineData("isolcpus")]
    public void An_absent_or_unreadable_argument_isolates_nothing(string commandLine) =>
        Assert.Equal(0, KernelArguments.Cores(commandLine, "isolcpus").Count);
}
