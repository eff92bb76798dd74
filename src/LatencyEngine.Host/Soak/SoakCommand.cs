using System.CommandLine;
using LatencyEngine.Host.Engine;

namespace LatencyEngine.Host.Soak;

/// <summary>The verb <c>soak</c>: kills the engine under load and looks whether anything was lost.</summary>
internal static class SoakCommand
{
    private const int KillsByDefault = 200;
    private const int LifeMillisByDefault = 3_000;

    // Some six seconds of a market at its own pace, small segments and many snapshots: a kill may hit any of them.
    private static readonly string[] Session =
    [
        "feeds.0.events=120000", "feeds.0.eventsPerSecond=20000", "feeds.0.instruments=40", "pipeline.speed=1",
        "journal.resume=always", "journal.segmentMebibytes=1", "journal.snapshotSeconds=1",
    ];

    public static Command Create()
    {
        var kills = new Option<int>("--kills") { Description = "How often.", DefaultValueFactory = _ => KillsByDefault };
        var seed = new Option<int>("--seed") { Description = "Decides the moments.", DefaultValueFactory = _ => 1 };
        var life = new Option<int>("--life-millis")
        {
            Description = "The longest life of the engine before a kill.", DefaultValueFactory = _ => LifeMillisByDefault,
        };
        var folder = new Option<string?>("--folder") { Description = "Where; a temporary folder when left out." };
        var store = new Option<bool>("--store") { Description = "Ship to a private PostgreSQL, and kill that too." };
        var set = new Option<string[]>("--set")
        {
            Description = "Changes of the session, as for engine.", AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("soak", "Kill the engine under load, over and over, and check that nothing is lost.")
        {
            kills, seed, life, folder, store, set,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(EngineRun.Guard(() => Run(
            new SoakOptions
            {
                Kills = parse.GetValue(kills),
                Seed = parse.GetValue(seed),
                LifeMax = TimeSpan.FromMilliseconds(parse.GetValue(life)),
                Folder = Path.GetFullPath(
                    parse.GetValue(folder) ?? Path.Combine(Path.GetTempPath(), $"latencyengine-soak-{Environment.ProcessId}")),
                WithStore = parse.GetValue(store),
                Assignments = [.. Session, .. parse.GetValue(set) ?? []],
            },
            cancellation))));
        return command;
    }

    private static int Run(SoakOptions options, CancellationToken cancellation)
    {
        if (!new KillSoak(options, Console.Out).Run(cancellation))
            return cancellation.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failure;
        Directory.Delete(options.Folder, recursive: true);
        return ExitCode.Success;
    }
}
