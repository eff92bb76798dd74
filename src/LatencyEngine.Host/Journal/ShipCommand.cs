using System.CommandLine;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Projections;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal;

/// <summary>
/// <c>journal ship</c>: brings what the event store does not have yet from the log into PostgreSQL, once and in order. An
/// engine that ships by itself holds the store; this waits until it may.
/// </summary>
internal static class ShipCommand
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    private static readonly Option<string?> Connection = new("--connection")
    {
        Description = "Connection string of the event store; without it, a private server in the folder.", HelpName = "TEXT",
    };

    private static readonly Option<int> Shard = new("--shard")
    {
        Description = "Number of this engine among those that share a store.", HelpName = "NUMBER",
    };

    private static readonly Option<StoreLayout> Layout = new("--layout")
    {
        Description = "One table of events, or one for each session.", HelpName = "stock|segments",
        DefaultValueFactory = _ => StoreLayout.Stock,
    };

    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on with what is added." };

    public static Command Create()
    {
        var folder = FolderOption.Create();
        var command = new Command("ship", "Bring everything that is pending from the log into PostgreSQL.")
        {
            folder, Connection, Shard, Layout, Follow,
        };
        JournalVerb.SetAction(command, (parse, cancellation) =>
            RunAsync(parse, FolderOption.PathOf(parse, folder), cancellation).GetAwaiter().GetResult());
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, string folder, CancellationToken cancellation)
    {
        var cluster = parse.GetValue(Connection) is null ? JournalPlace.StartCluster(folder, cancellation) : null;
        try
        {
            var options = new ShipperOptions
            {
                ConnectionString = parse.GetValue(Connection) ?? cluster!.ConnectionString,
                Shard = parse.GetValue(Shard),
                Layout = parse.GetValue(Layout),
                Projections = [new ReadModels()],
            };
            var shipper = new Shipper(JournalReader.OpenLog(folder), options);
            await using (shipper.ConfigureAwait(false)) return await ShipAsync(shipper, folder, parse, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (cluster is not null) await cluster.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<int> ShipAsync(Shipper shipper, string folder, ParseResult parse, CancellationToken cancellation)
    {
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var isEndless = parse.GetValue(Follow);
        var (wanted, told) = (LastSequenceOf(folder), TimeSpan.Zero);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        shipper.Start();
        while (isEndless || shipper.ShippedSequence < wanted)
        {
            await Task.Delay(LookInterval, cancellation).ConfigureAwait(false);
            var status = shipper.Status;
            if (status.State == ShipperState.Stopped) throw new JournalException(status.Reason);
            if (watch.Elapsed - told < LineInterval) continue;
            told = watch.Elapsed;
            error.WriteLine(LineOf(status));
        }

        var batches = shipper.Status.Batches;
        output.WriteLine($"the event store has everything up to record {Amounts.Count(shipper.ShippedSequence)}; "
            + $"{Amounts.Count(batches)} transactions in {watch.Elapsed.TotalSeconds:N1} s");
        return ExitCode.Success;
    }

    private static string LineOf(ShipperStatus status) => status.State == ShipperState.Down
        ? $"cannot ship now, and tries again: {status.Reason}"
        : $"shipped up to record {Amounts.Count(status.ShippedSequence)}, {Amounts.Count(status.LagRecords)} behind";

    private static long LastSequenceOf(string folder)
    {
        using var journal = JournalReader.OpenLog(folder);
        return journal.ListSessions() is [.., var last] ? last.LastSequence : 0;
    }
}
