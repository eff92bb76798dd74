using System.Diagnostics;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Three stages that wait for a first event that does not come. Figure: processor time of the whole process,
/// in percent of one core. Operations are milliseconds of idleness.
/// </summary>
internal sealed class IdleEngine<TWait>(string name, Trait traits, Crew crew, TWait wait)
    : Contender(name, Trait.Ours | traits)
    where TWait : struct, IWaitStrategy
{
    private const int SettleMillis = 300;
    private const double Percent = 100;

    public override Measurement Run(long operations)
    {
        using var ring = EngineStages<TWait>.Idle(wait, out var stages);
        var percent = 0.0;
        var watched = TimeSpan.Zero;
        crew.Run([
            () =>
            {
                Thread.Sleep(SettleMillis);
                var started = Stopwatch.GetTimestamp();
                var before = Environment.CpuUsage.TotalTime;
                Thread.Sleep((int)operations);
                watched = Stopwatch.GetElapsedTime(started);
                percent = (Environment.CpuUsage.TotalTime - before) / watched * Percent;
                foreach (var stage in stages) stage.Halt();
            },
            .. stages.Select<Runtime.Processing.IProcessor, Action>(stage => stage.Run),
        ]);
        return new Measurement(watched, [percent]);
    }
}
