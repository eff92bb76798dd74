using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Runtime.Metrics;

public sealed class RoundTripProbeTests
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(58, RoundTripRegime.SmtSiblings)]
    [InlineData(79, RoundTripRegime.SmtSiblings)]
    [InlineData(80, RoundTripRegime.SameComplex)]
    [InlineData(250, RoundTripRegime.SameComplex)]
    [InlineData(251, RoundTripRegime.OtherComplex)]
    public void Bands_name_the_regime(long medianNanos, RoundTripRegime expected) =>
        Assert.Equal(expected, RoundTrip.RegimeOf(medianNanos));

    [Fact]
    public void What_was_not_measured_has_no_regime()
    {
        var nothing = new RoundTrip(0, 0, 0, 0, 0, "one core only");
        Assert.Equal((RoundTripRegime.None, "not measured"), (nothing.Regime, nothing.RegimeName));
        Assert.Equal("not measured: one core only", nothing.ToString());
    }

    [Fact]
    public void A_measurement_has_ordered_figures_or_else_a_reason()
    {
        var trip = RoundTripProbe.Measure();
        Assert.Equal(trip.IsMeasured, trip.Regime != RoundTripRegime.None);
        if (!trip.IsMeasured) Assert.NotEmpty(trip.Remark);
        else Assert.InRange(trip.P99Nanos, trip.MedianNanos, long.MaxValue);
    }

    [Fact]
    public void A_core_that_the_process_has_not_is_a_reason_and_not_a_figure()
    {
        // A system without pinning has no such cores.
        if (CurrentThread.ProcessCores is not { } cores) return;
        var trip = RoundTripProbe.Measure(
            cores.ToArray()[0], CoreSet.MaxCores - 1, TimeSpan.FromMilliseconds(1));
        Assert.False(trip.IsMeasured);
        Assert.Contains($"{CoreSet.MaxCores - 1}", trip.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void A_core_cannot_answer_itself() => Assert.Throws<ArgumentOutOfRangeException>(
        () => RoundTripProbe.Measure(0, 0, RoundTripProbe.DefaultLimit));

    [Fact]
    public void An_unreasonable_limit_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => RoundTripProbe.Measure(0, 1, TimeSpan.MaxValue));

    [Fact]
    public void Without_an_answer_the_asking_side_gives_up()
    {
        var samples = new long[4];
        Assert.Equal(0, new TwoFlagExchange().Ask(samples, TimeSpan.FromMilliseconds(1)));
        Assert.Equal(new long[4], samples);
    }

    [Fact]
    public void Without_a_question_the_answering_side_gives_up()
    {
        var answering = new Thread(() => new TwoFlagExchange().Answer(1, TimeSpan.FromMilliseconds(1)));
        answering.Start();
        Assert.True(answering.Join(Watchdog));
    }

    [Fact]
    public void Every_question_is_answered_once_and_nothing_is_allocated() => Assert.Equal(0L, Allocation.LeastOf(AllocatedByAsking));

    private static long AllocatedByAsking()
    {
        const int sampleCount = 8; // Few: on a single core each exchange takes two time slices.
        var exchange = new TwoFlagExchange();
        var samples = new long[sampleCount];
        var (filled, allocated) = (0, -1L);
        var answering = new Thread(() => exchange.Answer(sampleCount, Watchdog));
        var asking = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            filled = exchange.Ask(samples, Watchdog);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        answering.Start();
        asking.Start();
        Assert.True(asking.Join(2 * Watchdog) && answering.Join(2 * Watchdog), "the threads did not end");
        Assert.Equal(sampleCount, filled);
        Assert.All(samples, nanos => Assert.True(nanos > 0));
        return allocated;
    }
}
