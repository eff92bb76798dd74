using System.Diagnostics;
using System.Globalization;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Cluster;
using LatencyEngine.Journal.Postgres.Shipping;

namespace LatencyEngine.Host.Soak;

/// <summary>The private PostgreSQL of a soak: killed like the engine, and held against the log in the end. One thread.</summary>
internal sealed class SoakStore(string journalFolder)
{
    private const string PostmasterFile = "postmaster.pid";

    /// <summary>Times that the server was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills the server with a signal that it cannot see, if it runs.</summary>
    public void Kill()
    {
        if (ReadProcessId() is not { } id) return;
        try
        {
            using var server = Process.GetProcessById(id);
            server.Kill();
            server.WaitForExit();
            Kills++;
        }
        catch (ArgumentException)
        {
            // It had ended, and left its file.
        }
    }

    /// <summary>Compares every session of the store with that of the log, record by record.</summary>
    /// <param name="records">That were compared.</param>
    /// <returns>What is wrong; <c>null</c> for nothing.</returns>
    public string? Judge(out long records)
    {
        records = 0;
        var cluster = PrivateCluster.StartAsync(new ClusterOptions { Folder = journalFolder }).GetAwaiter().GetResult();
        try
        {
            Ship(cluster.ConnectionString);
            using var store = new PostgresJournal(cluster.ConnectionString);
            using var log = new LogJournal(journalFolder);
            var stored = store.ListSessions().Select(session => session.SessionId).ToHashSet();
            foreach (var session in log.ListSessions())
            {
                if (!stored.Contains(session.SessionId)) return $"session {session.SessionId} is not in the store";
                if (Compare(log, store, session.SessionId, ref records) is { } wrong) return wrong;
            }

            return null;
        }
        finally
        {
            cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // What the engine had no time for between two kills.
    private void Ship(string connection)
    {
        using var log = new LogJournal(journalFolder);
        var last = log.ListSessions()[^1].LastSequence;
        var shipper = new Shipper(new LogJournal(journalFolder), new ShipperOptions { ConnectionString = connection });
        shipper.Start();
        shipper.DrainAsync(last).GetAwaiter().GetResult();
        shipper.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static string? Compare(LogJournal log, PostgresJournal store, ulong sessionId, ref long records)
    {
        using var expected = log.OpenSession(sessionId);
        using var actual = store.OpenSession(sessionId);
        while (expected.TryRead(out var record))
        {
            if (!actual.TryRead(out var row)) return $"record {record.Sequence} of session {sessionId} is not in the store";
            if (row.Sequence != record.Sequence || !row.Message.SequenceEqual(record.Message))
                return $"record {record.Sequence} of session {sessionId} is another one in the store";
            records++;
        }

        return actual.TryRead(out var extra) ? $"the store has a record {extra.Sequence} that the log has not" : null;
    }

    private int? ReadProcessId()
    {
        var path = Path.Combine(journalFolder, "postgres", "data", PostmasterFile);
        try
        {
            return int.Parse(File.ReadLines(path).First(), CultureInfo.InvariantCulture);
        }
        catch (Exception missing) when (missing is IOException or InvalidOperationException or FormatException)
        {
            return null; // It is just starting, or it ended.
        }
    }
}
