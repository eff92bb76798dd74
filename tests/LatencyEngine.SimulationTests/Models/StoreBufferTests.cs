using LatencyEngine.SimulationTests.Interleavings;

namespace LatencyEngine.SimulationTests.Models;

/// <summary>
/// The fences of the ring, on a model with store buffers: which are needed, and what is seen without them.
/// </summary>
public sealed class StoreBufferTests
{
    [Fact]
    public void Two_threads_can_both_miss_the_others_store_without_fences() =>
        Explorer.Explore(() => StoreBuffering(fenced: false))
            .ShowsExactly(acceptable: ["0 0", "0 1", "1 0", "1 1"]);

    [Fact]
    public void With_fences_one_of_them_sees_the_others_store() =>
        Explorer.Explore(() => StoreBuffering(fenced: true))
            .ShowsExactly(acceptable: ["0 1", "1 0", "1 1"], forbidden: "0 0");

    [Fact]
    public void A_slot_stored_before_the_cursor_is_seen_before_the_cursor()
    {
        static Scenario New()
        {
            var memory = new StoreBufferMemory();
            var seen = "";
            var scenario = memory.AddThread(new Scenario(), "producer", () =>
            {
                memory.Store("slot", 42);
                memory.Store("cursor", 1);
            });
            return memory.AddThread(scenario, "consumer", () =>
            {
                seen = memory.Load("cursor") == 1 ? $"slot {memory.Load("slot")}" : "nothing";
            }).Outcome(() => seen);
        }

        Explorer.Explore(New)
            .ShowsExactly(acceptable: ["nothing", "slot 42"], forbidden: "slot 0");
    }

    [Theory]
    [InlineData(Barrier.Own, Barrier.Own)]
    [InlineData(Barrier.None, Barrier.EveryThread)]
    internal void No_wake_up_is_lost_when_both_fence_or_the_sleeper_fences_for_both(Barrier ringer, Barrier sleeper) =>
        Explorer.Explore(() => Doorbell(ringer, sleeper)).ShowsExactly(acceptable: ["awake"]);

    [Theory]
    [InlineData(Barrier.None, Barrier.None)]
    [InlineData(Barrier.None, Barrier.Own)]
    [InlineData(Barrier.Own, Barrier.None)]
    internal void A_wake_up_is_lost_when_a_side_does_not_fence(Barrier ringer, Barrier sleeper) =>
        Assert.StartsWith(
            "nothing can go on: sleeper is Parked",
            Explorer.Explore(() => Doorbell(ringer, sleeper)).FailsWith(FailureKind.Deadlock).Reason,
            StringComparison.Ordinal);

    private static Scenario StoreBuffering(bool fenced)
    {
        var memory = new StoreBufferMemory();
        long seenX = 0, seenY = 0;
        var scenario = memory.AddThread(new Scenario(), "left", () =>
        {
            memory.Store("x", 1);
            if (fenced) memory.Fence();
            seenY = memory.Load("y");
        });
        return memory.AddThread(scenario, "right", () =>
        {
            memory.Store("y", 1);
            if (fenced) memory.Fence();
            seenX = memory.Load("x");
        }).Outcome(() => $"{seenX} {seenY}");
    }

    // Step for step what Doorbell and Parker do: the sleeper arms the bell and looks once more, the ringer
    // publishes and looks at the bell. A store followed by a load of something else, on both sides.
    private static Scenario Doorbell(Barrier ringer, Barrier sleeper)
    {
        var memory = new StoreBufferMemory();
        var scenario = memory.AddThread(new Scenario(), "ringer", () =>
        {
            memory.Store("cursor", 1);
            Pass(memory, ringer);
            if (memory.Load("armed") == 0) return;
            memory.Store("armed", 0);
            memory.Exchange("epoch", 1);
            memory.Unpark("epoch");
        });
        return memory.AddThread(scenario, "sleeper", () =>
        {
            while (memory.Load("cursor") == 0)
            {
                var epoch = memory.Load("epoch");
                memory.Store("armed", 1);
                Pass(memory, sleeper);
                if (memory.Load("cursor") == 0) memory.ParkWhile("epoch", epoch);
            }
        }).Outcome(() => "awake");
    }

    private static void Pass(StoreBufferMemory memory, Barrier barrier)
    {
        if (barrier == Barrier.Own) memory.Fence();
        else if (barrier == Barrier.EveryThread) memory.FenceEveryThread();
    }

    internal enum Barrier
    {
        None,

        /// <summary>A full fence of the calling thread.</summary>
        Own,

        /// <summary>A full fence on every running thread of the process.</summary>
        EveryThread,
    }
}
