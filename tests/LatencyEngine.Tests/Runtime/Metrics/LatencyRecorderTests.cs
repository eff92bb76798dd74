using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class LatencyRecorderTests
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(60);

    [Fact]
    public void Each_interval_holds_what_was_recorded_since_the_last()
    {
        var recorder = new LatencyRecorder();
        Record(recorder, 1, 2, 3);
        Assert.Equal(3, Collect(recorder).Count);
        Record(recorder, 40);
        recorder.RecordCorrected(1_000, 600);
        var second = Collect(recorder);
        Assert.Equal((2, 40, 1_000), (second.Count, second.Min, second.Max));
        Assert.Equal(0, Collect(recorder).Count);
    }

    [Fact]
    public void A_kept_target_adds_up_to_the_total()
    {
        var recorder = new LatencyRecorder();
        var total = new LatencyHistogram();
        for (var i = 1; i <= 10; i++)
        {
            recorder.Record(i);
            recorder.CollectInto(total);
        }
        Assert.Equal((10, 1, 10, (Int128)55), (total.Count, total.Min, total.Max, total.Sum));
    }

    [Fact]
    public void Collecting_into_nothing_is_refused_and_loses_nothing()
    {
        var recorder = new LatencyRecorder();
        Record(recorder, 1, 2);
        Assert.Throws<ArgumentNullException>(() => recorder.CollectInto(null!));
        Assert.Equal(2, Collect(recorder).Count);
    }

    // Acceptable: every value in exactly one interval. Forbidden: a value lost, counted twice, or half written.
    [Fact]
    public void Nothing_is_lost_or_counted_twice_while_another_thread_collects()
    {
        const int values = 2_000_000;
        var recorder = new LatencyRecorder(HistogramLayout.WithSignificantDigits(2, 1_000_000));
        var writer = RoleThread.Start("writer", ThreadPlacement.Anywhere, () =>
        {
            for (var i = 0; i < values; i++) recorder.Record(i & 1023);
        });
        var total = new LatencyHistogram(HistogramLayout.WithSignificantDigits(2, 1_000_000));
        var deadline = DateTime.UtcNow + Watchdog;
        while (writer.IsAlive)
        {
            Assert.True(DateTime.UtcNow < deadline, "The writer did not end in time.");
            var interval = new LatencyHistogram(total.Layout);
            recorder.CollectInto(interval);
            Assert.Equal(interval.Count, LatencyHistogramTests.Buckets(interval).Sum(bucket => bucket.Count));
            total.Add(interval);
        }
        recorder.CollectInto(total);

        var expected = new LatencyHistogram(total.Layout);
        for (var i = 0; i < values; i++) expected.Record(i & 1023);
        LatencyHistogramTests.AssertSame(expected, total);
    }

    [Fact]
    public void Recording_does_not_allocate()
    {
        var recorder = new LatencyRecorder();
        Allocation.AssertNone(() => recorder.Record(1_234));
    }

    private static void Record(LatencyRecorder recorder, params long[] values)
    {
        foreach (var value in values) recorder.Record(value);
    }

    private static LatencyHistogram Collect(LatencyRecorder recorder)
    {
        var interval = new LatencyHistogram();
        recorder.CollectInto(interval);
        return interval;
    }
}
