using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Tests.Runtime.Topology;

/// <summary>A handler that waits for a later one sees exactly what earlier events caused, and never hangs.</summary>
public sealed class FeedbackTests
{
    private const int Events = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_024)]
    public void The_later_handler_has_done_all_earlier_events_and_no_later_ones(int maxBatchSize) =>
        Watchdog.Guard(() => Run(new AdaptiveWait(), maxBatchSize));

    [Fact]
    public void A_sleeping_waiter_is_woken() => Watchdog.Guard(() => Run(new BlockingWait(), 64));

    [Fact]
    public void A_yielding_waiter_comes_through() => Watchdog.Guard(() => Run(new YieldingWait(), 64));

    [Fact]
    public void A_failure_of_the_later_handler_releases_the_waiter() => Watchdog.Guard(() =>
    {
        var work = new Work { FailAt = 500 };
        using var pipeline = Build(work, new BlockingWait(), 64, out var publish);
        pipeline.Start();
        Assert.ThrowsAny<Exception>(() => publish(100_000));
        Assert.True(pipeline.AwaitEnd(Watchdog.Limit));
        Assert.Equal(("later", 500L), (pipeline.Failure!.Role, pipeline.Failure.Sequence));
        Assert.Equal(500, work.Done);
    });

    private static void Run<TWait>(TWait wait, int maxBatchSize)
        where TWait : struct, IWaitStrategy
    {
        var work = new Work();
        using var pipeline = Build(work, wait, maxBatchSize, out var publish);
        pipeline.Start();
        publish(Events);
        Assert.True(pipeline.Drain(Watchdog.Limit));
        Assert.Equal(0, work.WrongCount);
        Assert.Equal(Events, work.Done);
    }

    private static Pipeline Build<TWait>(Work work, TWait wait, int maxBatchSize, out Action<int> publish)
        where TWait : struct, IWaitStrategy
    {
        var topology = new TopologyBuilder("feedback");
        var input = topology.Ring<Marked>("input", 1_024).From("test");
        var gate = new FeedbackGate<TWait>(wait);
        var earlier = input.Handler("earlier", new Earlier(work, gate)).InBatchesOf(maxBatchSize);
        var later = input.Handler("later", new Later(work)).After(earlier).InBatchesOf(maxBatchSize).WaitingBy(wait);
        earlier.AwaitingFeedbackOf(later, gate);
        var pipeline = topology.Build();
        var producer = pipeline.ProducerOf(input, "test");
        publish = count =>
        {
            var room = new AdaptiveWait();
            for (var i = 0; i < count; i++) producer.Publish(producer.Claim(1, ref room));
        };
        return pipeline;
    }

    /// <summary>What the later handler writes and the earlier one reads without any fence of its own.</summary>
    private sealed class Work
    {
        public long Done { get; set; }

        public long WrongCount { get; set; }

        public long FailAt { get; init; } = -1;
    }

    private readonly struct Earlier(Work work, IFeedbackGate gate) : IEventHandler<Marked>
    {
        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
            gate.AwaitThrough(sequence - 1);
            if (work.Done != sequence) work.WrongCount++;
        }
    }

    private readonly struct Later(Work work) : IEventHandler<Marked>
    {
        public void OnEvent(ref Marked e, long sequence, bool endOfBatch)
        {
            if (sequence == work.FailAt) throw new InvalidOperationException("broken on purpose");
            work.Done++;
        }
    }
}
