using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Threads;

public sealed class OsThreadNameTests
{
    [Theory]
    [InlineData("sequencer", "sequencer")]
    [InlineData("matching-fifteen", "matching-fiftee")]
    [InlineData("strategy-handler-12", "strategy-han-12")]
    [InlineData("strategy-handler12", "strategy-hand12")]
    [InlineData("1234567890123456789", "123456789012345")]
    public void Fits_into_fifteen_characters_and_keeps_the_trailing_number(string roleName, string expected) =>
        Assert.Equal(expected, OsThreadName.From(roleName));
}
