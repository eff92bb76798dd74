using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LatencyEngine.Journal.Postgres.Cluster;
using Npgsql;

namespace LatencyEngine.Journal.Postgres;

/// <summary>
/// A PostgreSQL server of our own, in the journal's folder: made at the first start, found again at the next, stopped
/// when disposed. Cold; owns the server's process and its files.
/// </summary>
/// <remarks>
/// <para><b>Access.</b> Over a Unix socket in a folder that only the server's account and root can enter, without a password;
/// over TCP, where that is asked for, only on 127.0.0.1 and with a random password that a file of mode 0600 keeps.</para>
/// <para><b>Crashes.</b> A cluster is made under another name and then renamed, so a half-made one is never started. A server
/// outlives an engine that was killed, and the next start finds it; the file of a server that was killed itself is removed.</para>
/// </remarks>
public sealed class PrivateCluster : IAsyncDisposable
{
    private const int UsualPort = 5432;
    private const int PasswordBytes = 24;
    private const string MaintenanceDatabase = "postgres";
    private const int StartAttemptsMax = 40;
    private static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseBetweenStarts = TimeSpan.FromMilliseconds(500);

    private readonly ClusterOptions _options;
    private readonly ClusterFolder _folder;
    private readonly ServerAccount _account;
    private readonly PostgresBinaries _binaries;
    private string _socketFolder = "";
    private int _port;
    private bool _isStarted;

    private PrivateCluster(ClusterOptions options, ServerAccount account, PostgresBinaries binaries)
    {
        (_options, _account, _binaries) = (options, account, binaries);
        _folder = new ClusterFolder(options.Folder);
    }

    /// <summary>How to reach the event store's database as its owner.</summary>
    public string ConnectionString => Connection(_options.Database);

    /// <summary>Whether the server was running before, left by an engine that was killed or kept by one that runs.</summary>
    public bool WasRunning => !_isStarted;

    public int MajorVersion => _binaries.MajorVersion;

    /// <summary>What the server has to say, for people.</summary>
    public string LogFile => _folder.Log;

    /// <summary>Makes the cluster where there is none, and starts its server where none runs.</summary>
    /// <exception cref="ClusterException">It cannot be done here; says what is missing.</exception>
    public static async Task<PrivateCluster> StartAsync(ClusterOptions options, CancellationToken cancellation = default)
    {
        var account = await ServerAccount.ChooseAsync(options.Account).ConfigureAwait(false);
        var binaries = await PostgresBinaries.FindAsync(options.BinariesFolder, account).ConfigureAwait(false);
        var cluster = new PrivateCluster(options, account, binaries);
        if (!cluster.FindRunning()) await cluster.StartServerAsync().ConfigureAwait(false);
        try
        {
            await cluster.MakeDatabaseAsync(cancellation).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the server fast: open transactions are rolled back, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isStarted && _options.Use == ClusterUse.Guest) return;
        await StopAsync("fast").ConfigureAwait(false);
        ClusterFolder.DropSocketFolder(_socketFolder);
    }

    /// <summary>Restarts the server without letting it tidy up, as a crash would; for tests and drills.</summary>
    public async Task CrashAsync()
    {
        await StopAsync("immediate").ConfigureAwait(false);
        await RunServerAsync().ConfigureAwait(false);
    }

    /// <param name="mode"><c>smart</c>, <c>fast</c> or <c>immediate</c>, as <c>pg_ctl</c> has it.</param>
    public async Task StopAsync(string mode)
    {
        string[] words = [_binaries.PathOf("pg_ctl"), "stop", "-w", "-D", _folder.Data, "-m", mode];
        var stopped = await _account.RunAsync(words, _folder.Home, _options.StartLimit).ConfigureAwait(false);
        if (!stopped.Succeeded && PostmasterFile.Read(_folder.Data)?.IsAlive(_folder.Data) == true)
            throw new ClusterException($"the server in '{_folder.Data}' does not stop: {stopped.Words}");
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>, where it was.</summary>
    public Task RestartAsync() => RunServerAsync();

    /// <summary>Starts the server again where it has died under its owner; does nothing where it runs.</summary>
    /// <exception cref="ClusterException">It does not start.</exception>
    public async Task EnsureRunningAsync()
    {
        if (FindRunning()) return;
        if (!OperatingSystem.IsWindows()) ClusterFolder.MakePrivate(_socketFolder);
        if (_socketFolder.Length > 0) await _account.GiveAsync(_socketFolder).ConfigureAwait(false);
        await RunServerAsync().ConfigureAwait(false);
        _isStarted = true;
    }

    private bool FindRunning()
    {
        if (PostmasterFile.Read(_folder.Data) is not { } server) return false;
        if (server.IsAlive(_folder.Data))
        {
            (_port, _socketFolder) = (server.Port, server.SocketFolder);
            return true;
        }
        File.Delete(PostmasterFile.PathIn(_folder.Data));
        ClusterFolder.DropSockets(server.SocketFolder);
        ClusterFolder.DropSocketFolder(server.SocketFolder);
        return false;
    }

    private async Task StartServerAsync()
    {
        await PrepareHomeAsync().ConfigureAwait(false);
        if (!_folder.IsInitialized) await InitializeAsync().ConfigureAwait(false);
        _port = ChoosePort();
        _socketFolder = OperatingSystem.IsWindows() ? "" : _folder.MakeSocketFolder(_port);
        if (_socketFolder.Length > 0) await _account.GiveAsync(_socketFolder).ConfigureAwait(false);
        _folder.WriteSettings(_options, _socketFolder, _port);
        _folder.LimitLog();
        await RunServerAsync().ConfigureAwait(false);
        _isStarted = true;
    }

    private async Task PrepareHomeAsync()
    {
        ClusterFolder.MakePrivate(_folder.Home);
        await _account.GiveAsync(_folder.Home).ConfigureAwait(false);
        if (await _account.FindBarrierAsync(_folder.Home).ConfigureAwait(false) is { } barrier)
            throw new ClusterException(
                $"PostgreSQL runs as {_account.Name}, who cannot enter '{barrier}': put the journal elsewhere, "
                + "or let others pass through that folder (chmod o+x)");
    }

    private async Task InitializeAsync()
    {
        if (Directory.Exists(_folder.Unfinished)) Directory.Delete(_folder.Unfinished, recursive: true);
        await WritePasswordAsync().ConfigureAwait(false);
        string[] words =
        [
            _binaries.PathOf("initdb"), "-D", _folder.Unfinished, "-U", _options.Database, "-E", "UTF8", "--locale=C",
            "--auth-local=" + (OperatingSystem.IsWindows() ? "scram-sha-256" : "trust"), "--auth-host=scram-sha-256",
            "--pwfile=" + _folder.Password,
        ];
        var made = await _account.RunAsync(words, _folder.Home, _options.StartLimit).ConfigureAwait(false);
        if (!made.Succeeded) throw new ClusterException($"initdb fails in '{_folder.Unfinished}': {made.Words}");
        Directory.Move(_folder.Unfinished, _folder.Data);
    }

    private async Task WritePasswordAsync()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(_folder.Password, options))
        {
            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
            await file.WriteLineAsync(password).ConfigureAwait(false);
        }
        await _account.GiveAsync(_folder.Password).ConfigureAwait(false);
    }

    private int ChoosePort()
    {
        if (_options.Port != 0) return _options.Port;
        if (!OperatingSystem.IsWindows()) return UsualPort; // Only the socket's name carries it.
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task RunServerAsync()
    {
        var seconds = ((int)_options.StartLimit.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] words = [_binaries.PathOf("pg_ctl"), "start", "-w", "-t", seconds, "-D", _folder.Data, "-l", _folder.Log];
        var started = await TryStartAsync(words).ConfigureAwait(false);
        for (var attempt = 1; attempt < StartAttemptsMax && !started.Succeeded; attempt++)
        {
            // What a killed server left behind (children, shared memory) goes away by itself.
            await Task.Delay(PauseBetweenStarts).ConfigureAwait(false);
            started = await TryStartAsync(words).ConfigureAwait(false);
        }
        if (!started.Succeeded)
            throw new ClusterException($"PostgreSQL does not start in '{_folder.Data}': {started.Words}; see '{_folder.Log}'");
    }

    private Task<Command> TryStartAsync(string[] words) => _account.RunAsync(words, _folder.Home, _options.StartLimit + ShortLimit);

    private async Task MakeDatabaseAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Connection(MaintenanceDatabase));
        await OpenAsync(connection, cancellation).ConfigureAwait(false);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        find.Parameters.Add(new NpgsqlParameter { Value = _options.Database });
        if (await find.ExecuteScalarAsync(cancellation).ConfigureAwait(false) != null) return;
        await using var make = new NpgsqlCommand($"create database \"{_options.Database}\"", connection);
        await make.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>A server that was found running may still be recovering.</summary>
    private async Task OpenAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var deadline = Environment.TickCount64 + (long)_options.StartLimit.TotalMilliseconds;
        while (true)
        {
            try
            {
                await connection.OpenAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (PostgresException busy) when (
                busy.SqlState == PostgresErrorCodes.CannotConnectNow && Environment.TickCount64 < deadline)
            {
                await Task.Delay(PauseBetweenStarts, cancellation).ConfigureAwait(false);
            }
        }
    }

    private string Connection(string database)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = OperatingSystem.IsWindows() ? IPAddress.Loopback.ToString() : _socketFolder,
            Port = _port,
            Username = _options.Database,
            Database = database,
        };
        if (OperatingSystem.IsWindows()) builder.Password = File.ReadAllText(_folder.Password).Trim();
        if (database == MaintenanceDatabase) builder.Pooling = false;
        return builder.ConnectionString;
    }
}
