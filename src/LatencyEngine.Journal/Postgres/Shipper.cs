using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres;

/// <summary>
/// Carries every record of a journal's log into the event store, once, in order, and follows the log while it is written.
/// One cold loop that owns its connection and its reader of the log; the engine never waits for it.
/// </summary>
/// <remarks>
/// <para><b>Exactly once.</b> Where to go on is what the store has, nothing else: a crash of the shipper, the engine or the
/// server is one more connection that looks it up. A transaction either is there as a whole or is sent again.</para>
/// <para><b>Failures.</b> A server that is not there is tried again for ever, at most every <c>RetryAfterMax</c>; the log keeps
/// everything meanwhile. A damaged log, or a store with another truth in it, stops the shipper, and only the shipper.</para>
/// </remarks>
public sealed class Shipper : IAsyncDisposable
{
    private readonly ShipperOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ShipperProgress _progress;
    private readonly ShippingLoop _loop;
    private Task _running = Task.CompletedTask;

    /// <param name="log">Of the shipper alone; disposed with it.</param>
    public Shipper(IJournalReader log, ShipperOptions options)
    {
        _options = options;
        _progress = new ShipperProgress(options);
        _loop = new ShippingLoop(log, options, _progress);
    }

    /// <summary>Of any thread.</summary>
    public ShipperStatus Status => _progress.Status;

    /// <summary>The last journal sequence that readers of the store can see.</summary>
    public long CommittedSequence => _progress.CommittedSequence;

    /// <summary>The last one that no crash of the server takes back: the log may forget up to here.</summary>
    public long ShippedSequence => _progress.ShippedSequence;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Waits until the store has this record, durably.</summary>
    /// <exception cref="JournalException">The shipper stopped before; says why.</exception>
    public Task DrainAsync(long sequence, CancellationToken cancellation = default) =>
        _progress.WaitForAsync(sequence, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _loop.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = _options.RetryAfterMin;
        while (!_stopping.IsCancellationRequested)
        {
            var committed = CommittedSequence;
            try
            {
                await _loop.RunAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return; // Whatever it was, it was we who hung up.
            }
            catch (Exception failure) when (IsPassing(failure))
            {
                if (CommittedSequence != committed) pause = _options.RetryAfterMin;
                _progress.Fail(WordsOf(failure));
                await PauseAsync(pause).ConfigureAwait(false);
                pause = Min(pause * 2, _options.RetryAfterMax);
            }
            catch (JournalException final)
            {
                _progress.Stop(final.Message);
                return;
            }
            catch (Exception bug)
            {
                _progress.Stop(bug.Message);
                throw; // Seen by whoever disposes of us.
            }
        }
    }

    /// <summary>The server, the network, or something that its owner can put right without us.</summary>
    private static bool IsPassing(Exception failure) => failure switch
    {
        StoreBusyException or SchemaException or TakenNumbersException => true,
        JournalException => false,
        // A connection that broke while Npgsql tidied up says so only when it is used again.
        InvalidOperationException { Source: nameof(Npgsql) } => true,
        NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    /// <summary>Npgsql keeps the reason of a refused connection one level down.</summary>
    private static string WordsOf(Exception failure) =>
        failure.InnerException is { } cause ? $"{failure.Message}: {cause.Message}" : failure.Message;

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
