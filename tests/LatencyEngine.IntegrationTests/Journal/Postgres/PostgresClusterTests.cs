using System.Diagnostics;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Cluster;
using LatencyEngine.TestKit;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>A private cluster is made, found again, recovered and stopped, whatever happened to it.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresClusterTests : IDisposable
{
    private readonly TemporaryFolder _folder = PostgresServer.NewFolder();

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task A_cluster_goes_through_its_life()
    {
        await MakesItselfAndStops();
        await KeepsWhatItHad();
        await RecoversFromAKilledServer();
        await ServesTheNextOwnerAndGuests();
    }

    [PostgresFact]
    public async Task A_half_made_cluster_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "postgres", "data.unfinished", "base"));
        await using var cluster = await PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder));
        Assert.Equal("UTF8", await AskAsync(cluster, "show server_encoding"));
        Assert.Equal("C", await AskAsync(cluster, "select datcollate from pg_database where datname = current_database()"));
        Assert.Equal("on", await AskAsync(cluster, "show fsync"));
        Assert.Equal("", await AskAsync(cluster, "show listen_addresses"));
    }

    [PostgresFact]
    public async Task A_journal_too_deep_for_a_socket_gets_a_short_one()
    {
        var deep = Path.Combine(_folder.Path, new string('d', 60), new string('e', 60));
        await using var cluster = await PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder) with { Folder = deep });
        Assert.Equal("1", await AskAsync(cluster, "select 1"));
    }

    [PostgresFact]
    public async Task Binaries_that_are_not_there_are_named()
    {
        var options = PostgresServer.OptionsIn(_folder) with { BinariesFolder = _folder.Path };
        var refusal = await Assert.ThrowsAsync<ClusterException>(() => PrivateCluster.StartAsync(options));
        Assert.Contains("initdb", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_folder_that_the_servers_account_cannot_enter_is_named()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return;
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var refusal = await Assert.ThrowsAsync<ClusterException>(
            () => PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder)));
        Assert.Contains($"cannot enter '{_folder.Path}'", refusal.Message, StringComparison.Ordinal);
    }

    private async Task MakesItselfAndStops()
    {
        await using var cluster = await PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder));
        Assert.False(cluster.WasRunning);
        await AskAsync(cluster, "create table kept as select 7 as answer");
    }

    private async Task KeepsWhatItHad()
    {
        Assert.False(File.Exists(PidFile));
        await using var cluster = await PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder));
        Assert.Equal("7", await AskAsync(cluster, "select answer from kept"));
        KillServer();
    }

    private async Task RecoversFromAKilledServer()
    {
        Assert.True(File.Exists(PidFile), "the killed server leaves its file");
        var cluster = await PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder));
        Assert.False(cluster.WasRunning);
        Assert.Equal("7", await AskAsync(cluster, "select answer from kept"));
        // Not disposed, as if its owner had been killed: the server stays.
    }

    private async Task ServesTheNextOwnerAndGuests()
    {
        await using (var guest = await PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder) with { Use = ClusterUse.Guest }))
            Assert.True(guest.WasRunning);
        await using (var owner = await PrivateCluster.StartAsync(PostgresServer.OptionsIn(_folder)))
        {
            Assert.True(owner.WasRunning);
            Assert.Equal("7", await AskAsync(owner, "select answer from kept"));
        }
        Assert.False(File.Exists(PidFile));
    }

    private string PidFile => Path.Combine(_folder.Path, "postgres", "data", "postmaster.pid");

    private void KillServer()
    {
        using var server = Process.GetProcessById(int.Parse(File.ReadLines(PidFile).First()));
        server.Kill();
        server.WaitForExit();
    }

    private static async Task<string?> AskAsync(PrivateCluster cluster, string question)
    {
        var alone = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(alone.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
