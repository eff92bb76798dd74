using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Cluster;
using LatencyEngine.Journal.Postgres.Projections;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Records;
using Npgsql;
using RowLayout = LatencyEngine.Journal.Postgres.Shipping.StoreLayout;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Ships the journal of a running engine to PostgreSQL: to the server that is configured, else to one of our own in the
/// journal's folder, else to nowhere, which is said once. Everything happens behind the engine, on threads of the pool;
/// the control thread starts, asks and ends it.
/// </summary>
internal sealed class SessionStore : IDisposable
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AskAgainEvery = TimeSpan.FromSeconds(30);

    private readonly StoreConfiguration _settings;
    private readonly string _folder;
    private readonly LogWriter _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _tending;
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PrivateCluster? _cluster;
    private volatile Shipper? _shipper;
    private volatile string _missing = "";

    /// <summary>Starts at once and returns at once: no session waits for a database.</summary>
    public SessionStore(StoreConfiguration settings, string folder, LogWriter log)
    {
        _settings = settings;
        _folder = folder;
        _log = log;
        _tending = Task.Run(TendAsync);
    }

    /// <summary>What no crash of the server takes back: the log may forget up to here. 0 while nothing was shipped.</summary>
    public long ShippedSequence => _shipper?.ShippedSequence ?? 0;

    /// <summary>How it stands, in words.</summary>
    public string Describe()
    {
        if (_missing.Length > 0) return $"not shipped: {_missing}; './run.ps1 journal ship' does it later";
        if (_shipper is not { } shipper) return "PostgreSQL is being started";
        var status = shipper.Status;
        var place = _cluster is null ? "PostgreSQL as configured" : $"a private PostgreSQL {_cluster.MajorVersion}";
        return status.State is ShipperState.Down or ShipperState.Stopped
            ? $"{place}: {status.State}, {status.Reason}; {status.LagRecords:N0} records behind"
            : $"{place}: {status.CommittedSequence:N0} records, {status.LagRecords:N0} behind";
    }

    /// <summary>Waits until the store has everything up to a record, or patience or the token ends.</summary>
    /// <returns>Whether it has.</returns>
    public bool Drain(long sequence, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            _decided.Task.Wait(limit.Token);
            if (_shipper is not { } shipper) return false;
            var drained = shipper.DrainAsync(sequence, limit.Token);
            // Its own token ends it.
            while (!drained.Wait(TellEvery, CancellationToken.None))
                Console.Error.WriteLine($"journal: {shipper.Status.LagRecords:N0} records to ship");
            return true;
        }
        catch (AggregateException failed) when (failed.InnerException is OperationCanceledException or JournalException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _tending.Wait();
        EndShipper();
        _cluster?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private void EndShipper()
    {
        try
        {
            _shipper?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or NpgsqlException)
        {
            Console.Error.WriteLine($"journal: shipping ended with an error: {failure.Message}");
        }
    }

    // A server that is not there yet, or that dies, is tried again for ever; one that cannot be had is said once.
    private async Task TendAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var pause = LookEvery;
            try
            {
                if (_shipper is null) await StartAsync();
                else await ReviveAsync(_shipper);
                _missing = "";
            }
            catch (ClusterException missing)
            {
                pause = AskAgainEvery;
                _missing = missing.Message;
                _decided.TrySetResult();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever is wrong with a database is no reason to stop an engine: it is told, and tried again.
                _missing = failure.Message;
            }

            await Task.Delay(pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StartAsync()
    {
        var connection = _settings.Connection ?? await StartClusterAsync();
        var shipper = new Shipper(new LogJournal(_folder), OptionsFor(connection));
        shipper.Start();
        _shipper = shipper;
        _decided.TrySetResult();
    }

    // A server of somebody else's is theirs to start again; the shipper asks for it by itself.
    private async Task ReviveAsync(Shipper shipper)
    {
        if (_cluster is not null && shipper.Status.State == ShipperState.Down) await _cluster.EnsureRunningAsync();
    }

    private async Task<string> StartClusterAsync()
    {
        _cluster ??= await PrivateCluster.StartAsync(new ClusterOptions { Folder = _folder }, _stop.Token);
        return _cluster.ConnectionString;
    }

    private ShipperOptions OptionsFor(string connection) => new()
    {
        ConnectionString = connection,
        Shard = _settings.Shard,
        Layout = _settings.Layout == Configuration.StoreLayout.Segments ? RowLayout.Segments : RowLayout.Stock,
        Audit = _settings.Json == StoreJson.All ? AuditPolicy.All : AuditPolicy.Audited,
        LogDurableSequence = () => _log.DurableSequence,
        Projections = [new ReadModels()],
    };
}
