using System.Globalization;

namespace LatencyEngine.Journal.Postgres.Cluster;

/// <summary>The files of a private cluster, and the settings that we write for its server.</summary>
internal sealed class ClusterFolder(string journalFolder)
{
    /// <summary>The address of a Unix socket has 108 bytes on Linux and 104 on macOS, the last one zero.</summary>
    private const int SocketPathCharsMax = 100;

    private const string TemporaryPrefix = "engine-postgres-";
    private const long LogBytesMax = 16L << 20;
    private const long SmallestWal = 256L << 20;
    private const int Connections = 40;

    /// <summary>Our settings once, then whatever the user puts beside them.</summary>
    private const string UserSettings = "user.conf";

    public string Home { get; } = Path.Combine(Path.GetFullPath(journalFolder), "postgres");

    public string Data => Path.Combine(Home, "data");

    /// <summary>A cluster that is not yet whole; one found at a start was cut off by a crash, and is deleted.</summary>
    public string Unfinished => Path.Combine(Home, "data.unfinished");

    public string Password => Path.Combine(Home, "password");

    public string Log => Path.Combine(Home, "server.log");

    private string Sockets => Path.Combine(Home, "socket");

    public bool IsInitialized => File.Exists(Path.Combine(Data, "PG_VERSION"));

    /// <summary>Makes the folder of the server's socket, which only its account and root can enter.</summary>
    public string MakeSocketFolder(int port)
    {
        var file = Path.Combine(Sockets, string.Create(CultureInfo.InvariantCulture, $".s.PGSQL.{port}.lock"));
        if (file.Length > SocketPathCharsMax) return Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
        MakePrivate(Sockets);
        return Sockets;
    }

    /// <summary>Deletes what a killed server left of its sockets; it would take the number in it for a server.</summary>
    public static void DropSockets(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.GetFiles(folder, ".s.PGSQL.*")) File.Delete(file);
    }

    /// <summary>Deletes the socket's folder where it had to be outside of the cluster's.</summary>
    public static void DropSocketFolder(string folder)
    {
        if (!Path.GetFileName(folder).StartsWith(TemporaryPrefix, StringComparison.Ordinal)) return;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    public static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void LimitLog()
    {
        if (File.Exists(Log) && new FileInfo(Log).Length > LogBytesMax) File.Delete(Log);
    }

    /// <summary>Written at every start, so that a changed option takes effect.</summary>
    public void WriteSettings(ClusterOptions options, string socketFolder, int port)
    {
        var listens = options.Port != 0 || OperatingSystem.IsWindows();
        File.WriteAllLines(Path.Combine(Data, "postgresql.conf"),
        [
            $"# Written by the engine at every start. Put settings of your own into {UserSettings}.",
            $"listen_addresses = '{(listens ? "127.0.0.1" : "")}'",
            $"port = {port}",
            $"unix_socket_directories = '{(OperatingSystem.IsWindows() ? "" : socketFolder.Replace("'", "''", StringComparison.Ordinal))}'",
            "unix_socket_permissions = 0700",
            $"max_connections = {Connections}",
            $"shared_buffers = {Megabytes(SharedBuffers(options))}",
            $"max_wal_size = {Megabytes(WalMax(options))}",
            "wal_buffers = 64MB",
            "wal_level = minimal",
            "max_wal_senders = 0",
            "checkpoint_timeout = 15min",
            "checkpoint_completion_target = 0.9",
            "fsync = on",
            "full_page_writes = on",
            "jit = off",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "log_min_messages = warning",
            "log_checkpoints = off",
            $"include_if_exists = '{UserSettings}'",
        ]);
    }

    private static long SharedBuffers(ClusterOptions options) =>
        Math.Min(options.SharedBuffersBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);

    private long WalMax(ClusterOptions options) =>
        Math.Max(SmallestWal, Math.Min(options.WalBytesMax, new DriveInfo(Home).AvailableFreeSpace / 8));

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(bytes >> 20, 16)}MB");
}
