namespace LatencyEngine.Journal.Postgres.Cluster;

/// <summary>Who opens a private cluster, and so what becomes of the server when it is closed again.</summary>
public enum ClusterUse
{
    None = 0,

    /// <summary>The engine: the server stops with it, also one that an earlier, killed owner had left running.</summary>
    Owner = 1,

    /// <summary>A tool that reads: a server that was running already stays; one that the tool started is stopped.</summary>
    Guest = 2,
}

/// <summary>How a private PostgreSQL cluster is made and run.</summary>
public sealed record ClusterOptions
{
    /// <summary>The journal's folder; the cluster lives in <c>postgres/</c> below it.</summary>
    public required string Folder { get; init; }

    public ClusterUse Use { get; init; } = ClusterUse.Owner;

    /// <summary>
    /// Also listen on this port of 127.0.0.1, with the password that the cluster keeps in <c>postgres/password</c>; 0: only
    /// a Unix socket, and where there is none, on Windows, a free port.
    /// </summary>
    public int Port { get; init; }

    /// <summary>Where <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> are; null: found by <see cref="PostgresBinaries"/>.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>Whom the server runs as when we are root; null: the account "postgres", or else "nobody".</summary>
    public string? Account { get; init; }

    /// <summary>The database that is made for the event store, and the role that owns it.</summary>
    public string Database { get; init; } = "engine";

    /// <summary>Of the server's page cache; less where the machine has less than eight times as much memory.</summary>
    public long SharedBuffersBytes { get; init; } = 512L << 20;

    /// <summary>Write-ahead log of PostgreSQL between checkpoints; less where the disk has little room.</summary>
    public long WalBytesMax { get; init; } = 8L << 30;

    /// <summary>How long a start may take; recovery of the server after a crash included.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);
}
