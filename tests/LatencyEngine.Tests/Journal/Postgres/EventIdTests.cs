using LatencyEngine.Journal.Postgres;

namespace LatencyEngine.Tests.Journal.Postgres;

/// <summary>The id of an event can be read and made by hand.</summary>
public sealed class EventIdTests
{
    [Fact]
    public void An_id_reads_as_shard_session_and_sequence() =>
        Assert.Equal("00020000-0000-0003-0000-0000000000ff", EventId.Of(2, 3, 255).ToString());

    [Fact]
    public void A_shard_or_session_too_large_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EventId.Of(65_536, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventId.Of(0, 1UL << 48, 1));
    }
}
