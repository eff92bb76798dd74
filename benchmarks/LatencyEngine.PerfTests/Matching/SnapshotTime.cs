using System.Diagnostics;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// A snapshot of a million resting orders while orders come and go: how long it takes, and how long the core stood still at
/// most; then whether a core that loads it is the same. The calling thread.
/// </summary>
internal static class SnapshotTime
{
    public const int Orders = RestingMemory.Orders;

    private const int BlocksPerStep = 128; // 8,192 orders: some 100 µs.
    private const int CommandsPerStep = 64;

    /// <param name="Total">From its beginning to its last order.</param>
    /// <param name="LongestStop">The longest of its steps, its beginning included: processor time of the thread.</param>
    /// <param name="Sealing">Its checksum, by a cold thread.</param>
    /// <param name="Loading">Into another core.</param>
    internal readonly record struct Figures(TimeSpan Total, TimeSpan LongestStop, TimeSpan Sealing, TimeSpan Loading, long Bytes);

    public static Figures Measure()
    {
        using var core = RestingMemory.FullCore(Orders);
        using var snapshot = new MatchingSnapshot(core.Capacities);
        Take(core, snapshot, Orders + 1); // Once for the code to get warm.
        return Take(core, snapshot, Orders + (Orders / 2));
    }

    private static Figures Take(MatchingCore<RestingMemory.NoEvents> core, MatchingSnapshot snapshot, ulong nextId)
    {
        var hash = core.Hash();
        var started = Stopwatch.GetTimestamp();
        var step = ThreadTime.NowNanos();
        core.BeginSnapshot(snapshot);
        var longest = ThreadTime.NowNanos() - step;
        for (var isComplete = false; !isComplete;)
        {
            for (var i = 0; i < CommandsPerStep; i++, nextId++) Replace(core, nextId);
            step = ThreadTime.NowNanos();
            isComplete = core.ContinueSnapshot(BlocksPerStep);
            longest = Math.Max(longest, ThreadTime.NowNanos() - step);
        }

        var total = Stopwatch.GetElapsedTime(started);
        var sealing = Stopwatch.GetTimestamp();
        snapshot.Seal();
        var seal = Stopwatch.GetElapsedTime(sealing);
        var loading = Stopwatch.GetTimestamp();
        using var copy = new MatchingCore<RestingMemory.NoEvents>(core.Capacities, default);
        copy.Load(snapshot.Bytes);
        var load = Stopwatch.GetElapsedTime(loading);
        if (copy.Hash() != hash) throw new WrongAnswerException("a core that loaded the snapshot is not the one that made it");
        return new Figures(total, TimeSpan.FromMicroseconds(longest / 1e3), seal, load, snapshot.Bytes.Length);
    }

    // One old order goes and a new one comes: blocks all over the memory change while they are copied.
    private static void Replace(MatchingCore<RestingMemory.NoEvents> core, ulong orderId)
    {
        core.Cancel(1 + (orderId * 7_919 % Orders), 0, (long)orderId);
        var order = RestingMemory.Order(orderId);
        core.Submit(in order, (long)orderId);
    }
}
