using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Ctl;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Tests.Host.Ctl;

/// <summary>Which engine <c>ctl</c> means where a channel carries several, and whose definitions count.</summary>
public sealed class EngineSearchTests
{
    private readonly EngineSearch _search = new();

    [Fact]
    public void Definitions_of_another_engine_never_count()
    {
        Snapshot(transport: 1, session: 7, "AAA", id: 1);
        Snapshot(transport: 2, session: 8, "AAA", id: 2);
        Assert.Equal(2U, _search.Find(8, 0, "AAA")?.InstrumentId);
        Assert.Equal(1U, _search.Find(7, 0, "AAA")?.InstrumentId);
        Assert.Null(_search.Find(8, 1, "1"));
    }

    [Fact]
    public void Health_and_snapshot_of_one_engine_make_one()
    {
        var health = EngineHealth.Create();
        health.SessionId = 7;
        var message = new byte[EngineHealth.EncodedLength];
        health.Encode(message);
        _search.OnEvent(message, 101);
        Snapshot(transport: 1, session: 7, "AAA", id: 1);
        Assert.Equal([7UL], _search.Sessions);
        Assert.True(_search.IsWhole(7));
    }

    [Fact]
    public void Several_engines_are_refused_by_their_sessions_unless_one_is_meant()
    {
        var refused = Assert.Throws<CtlException>(() => InstrumentLookup.Choose([8, 7], Target(0)));
        Assert.Contains("sessions 7, 8", refused.Message, StringComparison.Ordinal);
        Assert.Equal(8UL, InstrumentLookup.Choose([8, 7], Target(8)));
    }

    [Fact]
    public void Two_engines_with_the_same_session_are_refused_even_where_it_is_meant() =>
        Assert.Throws<CtlException>(() => InstrumentLookup.Choose([7, 7], Target(7)));

    [Fact]
    public void The_only_engine_is_meant_and_none_is_none()
    {
        Assert.Equal(7UL, InstrumentLookup.Choose([7], Target(0)));
        Assert.Equal(0UL, InstrumentLookup.Choose([], Target(0)));
    }

    [Fact]
    public async Task A_wait_that_is_interrupted_ends_as_unknown_with_its_key()
    {
        var never = new TaskCompletionSource<CommandResult>();
        var result = await CtlVerb.WaitAsync(never.Task, 9, new CancellationToken(canceled: true));
        Assert.Equal((CommandStatus.Unknown, 9UL), (result.Status, result.CommandKey));
    }

    private static CtlTarget Target(ulong session) => new()
    {
        KeysFile = "keys", ActorId = 0, CommandsChannel = "commands", EventsChannel = "events", CommandKey = 0,
        Timeout = TimeSpan.FromSeconds(5), AsJson = false, SessionId = session,
    };

    private void Snapshot(int transport, ulong session, string symbol, uint id)
    {
        var slot = default(EngineEvent);
        ref var begin = ref slot.Begin<SnapshotBegin>();
        (begin.SessionId, begin.EventsSessionId) = (session, 100 + transport);
        _search.OnSnapshot(slot.AsBytes(), transport);
        new InstrumentTerms { Id = id, Symbol = symbol, TickSize = 1 }.WriteTo(ref slot, 0);
        _search.OnSnapshot(slot.AsBytes(), transport);
        slot.Begin<SnapshotEnd>();
        _search.OnSnapshot(slot.AsBytes(), transport);
    }
}
