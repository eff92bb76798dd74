using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Cluster;
using LatencyEngine.TestKit;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>One private server for all tests of a run; each test takes a schema of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>Tests that share the server, one after the other: some of them stop it.</summary>
    public const string Collection = "PostgreSQL";

    private int _schemas;
    private TemporaryFolder? _folder;
    private PrivateCluster? _cluster;

    /// <summary>Null where tests can run.</summary>
    public static string? SkipReason { get; } = PostgresBinaries.AreHere(out var missing) ? null : missing;

    public PrivateCluster Cluster => _cluster!;

    /// <summary>Without a pool: some tests take the server away from under every connection.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(Cluster.ConnectionString) { Pooling = false }.ConnectionString;

    public async Task InitializeAsync()
    {
        if (SkipReason != null) return;
        _folder = NewFolder();
        _cluster = await PrivateCluster.StartAsync(OptionsIn(_folder));
    }

    public async Task DisposeAsync()
    {
        if (_cluster != null) await _cluster.DisposeAsync();
        _folder?.Dispose();
    }

    /// <summary>A name that no other test has.</summary>
    public MartenSchema NewSchema() => new($"test{Interlocked.Increment(ref _schemas)}");

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A folder that the server's account can pass through, which a temporary one does not allow by itself.</summary>
    public static TemporaryFolder NewFolder()
    {
        var folder = new TemporaryFolder("latencyengine-pg-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        return folder;
    }

    public static ClusterOptions OptionsIn(TemporaryFolder folder) => new()
    {
        Folder = folder.Path,
        SharedBuffersBytes = 64L << 20,
        WalBytesMax = 1L << 30,
    };
}

/// <summary>Gives the server to the tests that name its collection.</summary>
[CollectionDefinition(PostgresServer.Collection)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>;
