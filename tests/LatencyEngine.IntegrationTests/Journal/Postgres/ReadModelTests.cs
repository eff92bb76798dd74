using System.Globalization;
using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Projections;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>Read models say what the events say, once, however the batches fell and whatever was done twice.</summary>
[Collection(PostgresServer.Collection)]
public sealed class ReadModelTests(PostgresServer server)
{
    private const int RandomMessagesCount = 1_500;

    private static readonly string[] _tables =
    [
        "sessions", "instruments", "accounts", "strategies", "orders", "fills", "positions", "ledger_entries", "balances",
        "alerts", "risk_events", "rejections",
    ];

    [PostgresFact]
    public async Task An_order_that_fills_in_parts_shows_in_human_units()
    {
        var (schema, session) = (server.NewSchema(), TradedSession());
        await using var connection = await server.OpenAsync();
        await ShipAsync(connection, schema, session, batch: 3);
        Assert.Equal(
            "PartiallyFilled|Buy|Limit|100.000000000|2.50|1.00|1.50|99.990000000",
            await OneAsync(connection, schema, """
                select concat_ws('|', state, side, order_type, price, quantity, leaves, filled, round(average_price, 9)) from {0}.orders
                """));
        Assert.Equal(
            "99.995000000|0.75|-0.001000|USD|Maker;99.985000000|0.75|0.002000|USD|Taker",
            await OneAsync(connection, schema, """
                select string_agg(concat_ws('|', price, quantity, fee, currency, liquidity_role), ';' order by version) from {0}.fills
                """));
        Assert.Equal("GOOG|Cash|-5.000000|USD", await OneAsync(connection, schema, """
            select concat_ws('|', (select symbol from {0}.instruments), ledger_account, balance, currency) from {0}.balances
            where ledger_account = 'Cash'
            """));
    }

    [PostgresTheory]
    [InlineData("audited")]
    [InlineData("all")]
    [InlineData("none")]
    public async Task A_rebuild_gives_the_same_tables_as_keeping_them(string policy)
    {
        var (schema, session) = (server.NewSchema(), RandomSession(seed: 1));
        await using var connection = await server.OpenAsync();
        await ShipAsync(connection, schema, session, batch: 613, AuditPolicy.Find(policy));
        var live = await DumpAsync(connection, schema);
        await ReadModels.RebuildAsync(connection, schema);
        Assert.Equal(live, await DumpAsync(connection, schema));
        Assert.All(_tables, name => Assert.Contains(name, live, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Batches_that_fail_and_come_again_count_once()
    {
        var (steady, shaken, session) = (server.NewSchema(), server.NewSchema(), RandomSession(seed: 2));
        await using var connection = await server.OpenAsync();
        await ShipAsync(connection, steady, session, batch: 500);
        await shaken.EnsureAsync(connection);
        var models = new ReadModels();
        await models.PrepareAsync(connection, shaken, CancellationToken.None);
        var shipper = new HandShipper(connection, shaken, AuditPolicy.Audited, models);
        for (var first = 0; first < session.Messages.Count; first += 350)
        {
            var count = Math.Min(350, session.Messages.Count - first);
            await shipper.ShipAsync(session, first, count, commits: false);
            if (first % 700 == 0) await models.PrepareAsync(connection, shaken, CancellationToken.None);
            await shipper.ShipAsync(session, first, count);
        }

        Assert.Equal(await DumpAsync(connection, steady), await DumpAsync(connection, shaken));
    }

    [PostgresFact]
    public async Task The_same_events_twice_or_with_a_hole_are_refused()
    {
        var (schema, session) = (server.NewSchema(), TradedSession());
        await using var connection = await server.OpenAsync();
        await ShipAsync(connection, schema, session, batch: 100);
        var before = await DumpAsync(connection, schema);
        foreach (var first in (int[])[3, 0])
        {
            var models = new ReadModels();
            await models.PrepareAsync(connection, schema, CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync();
            models.BeginSession(session.StreamId, session.Head);
            models.Add(new JournalRecord(session.Head.FirstSequence + first, session.Messages[first]));
            var e = await Assert.ThrowsAsync<JournalException>(() => models.FlushAsync(connection, CancellationToken.None));
            Assert.Contains($"do not stand at version {first}", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await DumpAsync(connection, schema));
    }

    [PostgresFact]
    public async Task Models_that_are_switched_on_later_catch_up_first()
    {
        var (schema, late, session) = (server.NewSchema(), server.NewSchema(), RandomSession(seed: 3));
        await using var connection = await server.OpenAsync();
        await ShipAsync(connection, schema, session, batch: 1_000);
        await late.EnsureAsync(connection);
        await new HandShipper(connection, late, AuditPolicy.Audited, projection: null).ShipAsync(session, 0, 1_234);
        var models = new ReadModels();
        await models.PrepareAsync(connection, late, CancellationToken.None);
        await new HandShipper(connection, late, AuditPolicy.Audited, models)
            .ShipAsync(session, 1_234, session.Messages.Count - 1_234);
        Assert.Equal(await DumpAsync(connection, schema), await DumpAsync(connection, late));
    }

    [PostgresFact]
    public async Task Tables_of_another_version_are_made_anew_from_the_events()
    {
        var (schema, session) = (server.NewSchema(), TradedSession());
        await using var connection = await server.OpenAsync();
        await ShipAsync(connection, schema, session, batch: 100);
        var before = await DumpAsync(connection, schema);
        var views = ReadModels.SchemaOf(schema).Quoted;
        await RunAsync(connection, $"alter table {views}.fills drop column order_id; update {views}.model_version set version = 999");
        await new ReadModels().PrepareAsync(connection, schema, CancellationToken.None);
        Assert.Equal(before, await DumpAsync(connection, schema));
    }

    private static ScriptedSession TradedSession()
    {
        var session = new ScriptedSession(sessionId: 7, firstSequence: 101);
        var usd = Currency.Usd.Code;
        var instrument = new InstrumentDefinition
        {
            InstrumentId = 5, Kind = InstrumentKind.Spot, LotExponent = -2, Currency = usd, TickSize = 10_000_000,
        };
        instrument.SymbolText = "GOOG";
        session.Add(instrument);
        session.Add(new TimeAdvanced());
        session.Add(new OrderAccepted
        {
            InputSequence = 1, InstrumentId = 5, AccountId = 1, OrderId = 9, ClientOrderId = ulong.MaxValue, Price = 100_000_000_000,
            Quantity = 250, Side = Side.Buy, OrderType = OrderType.Limit, TimeInForce = TimeInForce.Gtc,
        });
        session.Add(Fill(usd, 99_995_000_000, leaves: 175, -1_000, LiquidityRole.Maker));
        session.Add(Fill(usd, 99_985_000_000, leaves: 100, 2_000, LiquidityRole.Taker));
        session.Add(Posting(usd, balance: -3_000_000));
        session.Add(Posting(usd, balance: -5_000_000));
        return session;
    }

    private static OrderFilled Fill(ulong currency, long price, long leaves, long fee, LiquidityRole role) => new()
    {
        InputSequence = 1, InstrumentId = 5, AccountId = 1, OrderId = 9, ClientOrderId = ulong.MaxValue, FillId = (ulong)leaves,
        Price = price, Quantity = 75, LeavesQuantity = leaves, Fee = fee, Currency = currency, Side = Side.Buy, LiquidityRole = role,
    };

    private static LedgerPosted Posting(ulong currency, long balance) => new()
    {
        AccountId = 1, PostingKind = PostingKind.Trade, FromAccount = LedgerAccount.Cash, ToAccount = LedgerAccount.Inventory,
        Currency = currency, Amount = 1_000_000, FromBalance = balance, ToBalance = -balance,
    };

    private static ScriptedSession RandomSession(int seed)
    {
        var session = new ScriptedSession(sessionId: 1, firstSequence: 1);
        session.AddRandom(RandomMessagesCount, seed);
        session.Add(new SessionEnded { Inputs = 3, Outputs = ulong.MaxValue, StateHash = 5 });
        return session;
    }

    private static async Task ShipAsync(
        NpgsqlConnection connection, MartenSchema schema, ScriptedSession session, int batch, AuditPolicy? policy = null)
    {
        await schema.EnsureAsync(connection);
        var models = new ReadModels();
        await models.PrepareAsync(connection, schema, CancellationToken.None);
        var shipper = new HandShipper(connection, schema, policy ?? AuditPolicy.Audited, models);
        for (var first = 0; first < session.Messages.Count; first += batch)
            await shipper.ShipAsync(session, first, Math.Min(batch, session.Messages.Count - first));
    }

    private static async Task<string> OneAsync(NpgsqlConnection connection, MartenSchema schema, string query)
    {
        await using var command = new NpgsqlCommand(
            string.Format(CultureInfo.InvariantCulture, query, ReadModels.SchemaOf(schema).Quoted), connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Every row of every table, in the order of the text.</summary>
    private static async Task<string> DumpAsync(NpgsqlConnection connection, MartenSchema schema)
    {
        var dump = new StringBuilder();
        foreach (var name in _tables)
        {
            await using var command = new NpgsqlCommand(
                $"select r::text from {ReadModels.SchemaOf(schema).Quoted}.{name} r order by 1", connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                dump.Append(name).Append(' ').AppendLine(reader.GetString(0));
        }

        return dump.ToString();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
