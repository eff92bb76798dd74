using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Cluster;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal;

/// <summary>
/// A journal that was opened, and the private server that had to be started for it. Cold; owns both; a server that was
/// running already is left alone.
/// </summary>
internal sealed class JournalPlace : IJournalReader
{
    private readonly IJournalReader _journal;
    private readonly PrivateCluster? _cluster;

    private JournalPlace(IJournalReader journal, PrivateCluster? cluster)
    {
        (_journal, _cluster) = (journal, cluster);
    }

    public string Place => _journal.Place;

    /// <summary>The log in a folder; <c>null</c> where the journal is in PostgreSQL.</summary>
    public string? LogFolder { get; private init; }

    public static JournalPlace OfLog(string folder) =>
        new(JournalReader.OpenLog(folder), cluster: null) { LogFolder = folder };

    public static JournalPlace OfServer(string connectionString) =>
        new(JournalReader.OpenStore(connectionString), cluster: null);

    /// <exception cref="ClusterException">There is none in the folder, or it cannot be started here.</exception>
    public static JournalPlace OfPrivateServer(string folder, CancellationToken cancellation)
    {
        var cluster = StartCluster(folder, cancellation);
        return new(JournalReader.OpenStore(cluster.ConnectionString), cluster);
    }

    /// <summary>The private server below a folder, started when it does not run.</summary>
    /// <exception cref="ClusterException">It cannot be started here.</exception>
    public static PrivateCluster StartCluster(string folder, CancellationToken cancellation)
    {
        var options = new ClusterOptions { Folder = Path.GetFullPath(folder), Use = ClusterUse.Guest };
        return PrivateCluster.StartAsync(options, cancellation).GetAwaiter().GetResult();
    }

    public IReadOnlyList<SessionSummary> ListSessions() => _journal.ListSessions();

    public ISessionReader OpenSession(ulong sessionId) => _journal.OpenSession(sessionId);

    public void Dispose()
    {
        _journal.Dispose();
        _cluster?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
