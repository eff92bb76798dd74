using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>Reading from the store is reading from the log: the same records after the same moves.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresReaderTests(PostgresServer server) : IDisposable
{
    private const int Records = 3_000;

    private readonly JournalScript _script = new();

    public void Dispose() => _script.Dispose();

    [PostgresTheory]
    [InlineData(StoreLayout.Stock, true)]
    [InlineData(StoreLayout.Stock, false)]
    [InlineData(StoreLayout.Segments, true)]
    [InlineData(StoreLayout.Segments, false)]
    public async Task Seeking_finds_what_the_log_finds(StoreLayout layout, bool isEnded)
    {
        _script.WriteSession(100);
        _script.BeginSession();
        _script.Append(Records);
        if (isEnded) _script.EndSession();
        var schema = await ShipAsync(layout);
        using var stored = new PostgresJournal(server.ConnectionString, schema);
        using var ours = stored.OpenSession(2);
        using var logged = _script.Open().OpenSession(2);
        Assert.Equal(logged.Head.Configuration, ours.Head.Configuration);
        long[] sequences = [1, 101, 102, 500, 101 + Records - 1, 101 + Records, 1_000_000];
        foreach (var sequence in sequences)
            Assert.Equal(After(logged, reader => reader.SeekSequence(sequence)), After(ours, reader => reader.SeekSequence(sequence)));
        long[] numbers = [0, 99, 100, 101, 1_500, 98 + Records, 99 + Records, 1_000_000];
        foreach (var time in numbers.SelectMany(number => new[] { JournalScript.TimeOf(number), JournalScript.TimeOf(number) + 1 }))
            Assert.Equal(After(logged, reader => reader.SeekTime(time)), After(ours, reader => reader.SeekTime(time)));
    }

    [PostgresFact]
    public async Task A_reader_follows_a_session_that_is_still_shipped()
    {
        _script.BeginSession();
        _script.Append(10);
        var schema = server.NewSchema();
        await using var shipper = NewShipper(schema, StoreLayout.Stock);
        shipper.Start();
        await shipper.DrainAsync(11);
        using var stored = new PostgresJournal(server.ConnectionString, schema);
        using var reader = stored.OpenSession(1);
        Assert.Equal(11, Count(reader));
        Assert.Equal(0, Count(reader));
        _script.Append(1_000);
        await shipper.DrainAsync(1_011);
        Assert.Equal(1_000, Count(reader));
    }

    [PostgresFact]
    public async Task Reading_allocates_nothing_for_a_record()
    {
        _script.WriteSession(60_000);
        var schema = await ShipAsync(StoreLayout.Stock);
        using var stored = new PostgresJournal(server.ConnectionString, schema);
        using var reader = stored.OpenSession(1);
        Count(reader);
        reader.SeekSequence(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(60_000, Count(reader));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // A buffer and a statement for each of a few windows.
        Assert.True(allocated < 60_000 * 40, $"{allocated} bytes");
    }

    [PostgresFact]
    public void A_place_without_a_store_is_named()
    {
        using var stored = new PostgresJournal(server.ConnectionString, server.NewSchema());
        var refusal = Assert.Throws<JournalException>(() => stored.ListSessions());
        Assert.Contains("there is no event store in PostgreSQL", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_session_in_a_segment_is_detached_and_dropped()
    {
        _script.WriteSession(200);
        _script.WriteSession(300);
        _script.BeginSession();
        _script.Append(99);
        var schema = await ShipAsync(StoreLayout.Segments);
        var retention = new StoreRetention(server.ConnectionString, schema);
        using var stored = new PostgresJournal(server.ConnectionString, schema);
        await retention.DetachAsync(1);
        Assert.Equal(400L, await AskAsync($"select count(*) from {schema.Quoted}.mt_events"));
        Assert.Equal(JournalScript.Lines(_script.Open()), JournalScript.Lines(stored));
        await retention.DropAsync(1);
        await retention.DropAsync(2);
        Assert.Equal([3UL], stored.ListSessions().Select(session => session.SessionId));
        await Assert.ThrowsAsync<JournalException>(() => retention.DropAsync(3));
        _script.Append(50);
        await using var shipper = NewShipper(schema, StoreLayout.Segments);
        shipper.Start();
        await shipper.DrainAsync(650);
        Assert.Equal(JournalScript.Lines(_script.Open()).Skip(500), JournalScript.Lines(stored));
    }

    private static string After(ISessionReader reader, Action<ISessionReader> move)
    {
        move(reader);
        var first = reader.TryRead(out var record) ? $"{record.Sequence} {Convert.ToHexString(record.Message)}" : "end";
        return first + (reader.TryRead(out var second) ? $" {second.Sequence}" : "");
    }

    private static int Count(ISessionReader reader)
    {
        var count = 0;
        while (reader.TryRead(out _)) count++;
        return count;
    }

    private Task<object?> AskAsync(string question) => StoreContents.AskAsync(server.ConnectionString, question);

    private Shipper NewShipper(MartenSchema schema, StoreLayout layout) => new(
        _script.Open(),
        new ShipperOptions { ConnectionString = server.ConnectionString, Schema = schema, Layout = layout });

    private async Task<MartenSchema> ShipAsync(StoreLayout layout)
    {
        var schema = server.NewSchema();
        await using var shipper = NewShipper(schema, layout);
        shipper.Start();
        await shipper.DrainAsync(_script.LastSequence);
        while (shipper.Status.State != ShipperState.Waiting) await Task.Delay(1); // Sealed, where there is something to seal.
        return schema;
    }
}
