using LatencyEngine.Domain;
using LatencyEngine.Journal.Reading;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Host.Journal;

namespace LatencyEngine.Tests.Journal.Reading;

/// <summary>A session is walked through by type, and followed while it grows.</summary>
public sealed class SessionReadingTests : IDisposable
{
    private readonly MemoryJournal _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Each_finds_every_message_of_its_type_with_its_place()
    {
        using var session = Open(isEnded: true);
        var fills = new List<(long, long)>();
        foreach (var fill in session.Each<OrderFilled>()) fills.Add((fill.Sequence, fill.Message.Quantity));
        Assert.Equal([(15L, 60L), (18L, 40L)], fills);
    }

    [Fact]
    public void Each_goes_on_from_where_the_reader_stands()
    {
        using var session = Open(isEnded: true);
        session.SeekSequence(16);
        var count = 0;
        foreach (var _ in session.Each<OrderFilled>()) count++;
        Assert.Equal(1, count);
    }

    [Fact]
    public void Walking_through_a_session_does_not_allocate()
    {
        using var session = Open(isEnded: true);
        var lots = 0L;
        Allocation.AssertNone(() =>
        {
            session.Rewind();
            foreach (var fill in session.Each<OrderFilled>()) lots += fill.Message.Quantity;
        });
        Assert.NotEqual(0, lots);
    }

    [Fact]
    public void A_follower_waits_for_what_is_still_to_come()
    {
        using var session = Open(isEnded: false);
        var follower = new SessionFollower(_journal, session);
        var have = SmallSession.Messages(isEnded: false).Count + 1;
        for (var i = 0; i < have; i++) Assert.True(follower.TryRead(out _, CancellationToken.None));
        foreach (var late in SmallSession.Messages().Skip(have - 1))
        {
            _journal.Append(late);
            Assert.True(follower.TryRead(out _, CancellationToken.None));
        }

        Assert.False(follower.TryRead(out _, CancellationToken.None)); // It has ended.
    }

    [Fact]
    public void A_follower_of_a_session_that_was_left_ends_with_the_next_one()
    {
        using var session = Open(isEnded: false);
        _journal.Begin(SmallSession.Head(2));
        var follower = new SessionFollower(_journal, session);
        var records = 0;
        while (follower.TryRead(out _, CancellationToken.None)) records++;
        Assert.Equal(SmallSession.Messages(isEnded: false).Count + 1, records);
    }

    [Fact]
    public void A_canceled_follower_stops()
    {
        using var session = Open(isEnded: false);
        var follower = new SessionFollower(_journal, session);
        while (session.TryRead(out _))
        {
            // To where there is no more.
        }

        Assert.False(follower.TryRead(out _, new CancellationToken(canceled: true)));
    }

    private ISessionReader Open(bool isEnded)
    {
        _journal.Begin(SmallSession.Head());
        _journal.Append(SmallSession.Messages(isEnded));
        return _journal.OpenSession(1);
    }
}
