using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Waiting;

/// <summary>
/// Two protocols stand on a barrier that no run on a strongly ordered or lightly loaded host misses when it is gone:
/// the window is some nanoseconds wide. So the code itself is read.
/// </summary>
public sealed class ProcessWideBarrierTests
{
    private const string Barrier = "Interlocked.MemoryBarrierProcessWide";
    private const string Store = "Volatile.Write";

    [Fact]
    public void Arming_a_doorbell_ends_with_a_barrier_in_every_thread() =>
        AssertBarrierBetween(CalledMethods.Of(typeof(Doorbell), "Arm"), Store, next: null);

    [Fact]
    public void Collecting_switches_histograms_then_has_a_barrier_then_looks_for_the_writer() =>
        AssertBarrierBetween(
            CalledMethods.Of(typeof(LatencyRecorder), nameof(LatencyRecorder.CollectInto)), Store,
            next: "LatencyRecorder.AwaitWriter");

    [Fact]
    public void A_method_without_the_barrier_is_found_out() =>
        Assert.DoesNotContain(Barrier, CalledMethods.Of(typeof(ProcessWideBarrierTests), nameof(ArmWithoutBarrier)));

    [Fact]
    public void A_barrier_before_the_store_is_found_out()
    {
        var calls = CalledMethods.Of(typeof(ProcessWideBarrierTests), nameof(ArmTooLate));
        Assert.Equal([Barrier, Store], calls);
        Assert.ThrowsAny<Exception>(() => AssertBarrierBetween(calls, Store, next: null));
    }

    private static void AssertBarrierBetween(List<string> calls, string previous, string? next)
    {
        var barrier = calls.IndexOf(Barrier);
        Assert.True(barrier > 0, $"no barrier in: {string.Join(", ", calls)}");
        Assert.Equal(previous, calls[barrier - 1]);
        Assert.Equal(next, barrier + 1 < calls.Count ? calls[barrier + 1] : null);
    }

    private static void ArmWithoutBarrier(ref int flag) => Volatile.Write(ref flag, 1);

    private static void ArmTooLate(ref int flag)
    {
        Interlocked.MemoryBarrierProcessWide();
        Volatile.Write(ref flag, 1);
    }
}
