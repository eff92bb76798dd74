using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Reports;

namespace LatencyEngine.PerfTests.Multicast;

/// <summary>The transport: rate, round trip and what publishing costs, each beside its bare rival in the same run.</summary>
internal sealed class MulticastSuite(TextWriter output, bool isQuick)
{
    private const double OfferNanosGoal = 50;
    private const double LateJoinSecondsGoal = 1;
    private const double RecoverySecondsGoal = 2;
    private const int StallMillis = 4_000;
    private const int MessageBytes = 64;
    private const int ManyViewers = 64;

    private readonly TextTable _table = new("measured", "ours", "beside", "ratio", "goal");
    private bool _isMet = true;

    private int Repeats => isQuick ? 3 : 7;

    /// <returns>Whether every goal was reached.</returns>
    public bool Run()
    {
        output.WriteLine($"Multicast: median of {Repeats} samples");
        AddRate("64 B, unicast", "aeron:udp?endpoint=127.0.0.1:40781");
        AddRate("64 B, unicast, window 2 MiB", "aeron:udp?endpoint=127.0.0.1:40781|rcv-wnd=2m|so-rcvbuf=4m|so-sndbuf=4m");
        AddRate("64 B, multicast", "aeron:udp?endpoint=224.0.77.7:40781|interface=127.0.0.1");
        AddRoundTrips();
        AddOfferCost();
        AddPublisherCost();
        AddLateJoin();
        AddStall();
        _table.WriteTo(output, "  ");
        output.WriteLine();
        return _isMet;
    }

    private void AddRate(string name, string channel)
    {
        var messages = isQuick ? 1_000_000 : 4_000_000;
        StreamRate.Measure(channel, messages / 4, MessageBytes);
        var rate = Statistics.Median([.. Enumerable.Range(0, Repeats).Select(_ => StreamRate.Measure(channel, messages, MessageBytes))]);
        Add($"publish to receive, {name}", $"{rate:N2} M/s", "", double.NaN, "-", isMet: true);
    }

    private void AddRoundTrips()
    {
        var rounds = isQuick ? 20_000 : 100_000;
        var bare = BareUdp.RoundTrips(rounds);
        AddRoundTrip("round trip, drivers on threads of their own", isByHand: false, rounds, bare);
        AddRoundTrip("round trip, drivers stepped by who polls", isByHand: true, rounds, bare);
    }

    private void AddRoundTrip(string name, bool isByHand, int rounds, long[] bare)
    {
        using var trip = new StreamRoundTrip(isByHand);
        var nanos = trip.Measure(rounds);
        Add(name, $"p50 {Micros(nanos, 0.5)}, p99 {Micros(nanos, 0.99)} µs",
            $"p50 {Micros(bare, 0.5)}, p99 {Micros(bare, 0.99)} µs for bare sockets",
            (double)Statistics.Percentile(nanos, 0.5) / Statistics.Percentile(bare, 0.5), "-", isMet: true);
    }

    private void AddOfferCost()
    {
        var (one, _) = OfferCostOf(1);
        var (many, allocated) = OfferCostOf(ManyViewers);
        Add($"offering a message, {ManyViewers} receivers", $"{many:N1} ns, {allocated} B allocated", $"{one:N1} ns with 1 receiver",
            many / one, $"≤ {OfferNanosGoal} ns, 0 B", many <= OfferNanosGoal && allocated == 0);
    }

    private void AddPublisherCost()
    {
        var bursts = isQuick ? 200 : 1_000;
        var alone = Statistics.Median(EngineThreadCost.Measure(bursts, viewers: 0).Nanos);
        var (many, allocated) = EngineThreadCost.Measure(bursts, ManyViewers);
        var nanos = Statistics.Median(many);
        Add($"engine's thread, an event published to {ManyViewers} viewers", $"{nanos:N1} ns, {allocated} B allocated",
            $"{alone:N1} ns with none", nanos / alone, $"≤ {OfferNanosGoal} ns, 0 B", nanos <= OfferNanosGoal && allocated == 0);
        ViewerTimes.PublisherCost(200);
        var (own, ownAllocated) = ViewerTimes.PublisherCost(isQuick ? 1_000 : 10_000);
        Add("publisher's own thread, an event, state and steps", $"{own:N1} ns, {ownAllocated} B allocated", "", double.NaN, "-",
            isMet: true);
    }

    private void AddLateJoin()
    {
        var seconds = Enumerable.Range(0, Repeats).Select(_ => ViewerTimes.LateJoin()).Max();
        Add("late joiner, 9,000 instruments, the slowest", $"{seconds:N2} s", "", double.NaN, $"≤ {LateJoinSecondsGoal} s",
            seconds <= LateJoinSecondsGoal);
    }

    private void AddStall()
    {
        var (before, during, gaps, recovery) = ViewerTimes.Stall(StallMillis);
        Add($"events a second while one viewer sleeps {StallMillis / 1e3:N0} s", $"{during / 1e3:N1} k/s, {gaps} gaps of the other viewer",
            $"{before / 1e3:N1} k/s with both awake", during / before, "unchanged, 0 gaps", during / before > 0.98 && gaps == 0);
        Add("the sleeper is whole again", $"{recovery:N2} s", "", double.NaN, $"≤ {RecoverySecondsGoal} s",
            recovery <= RecoverySecondsGoal);
    }

    private (double Nanos, long AllocatedBytes) OfferCostOf(int viewers)
    {
        using var cost = new OfferCost(viewers);
        cost.Measure(50);
        var (nanos, allocated) = cost.Measure(isQuick ? 200 : 1_000);
        return (Statistics.Median(nanos), allocated);
    }

    private static string Micros(long[] nanos, double quantile) => $"{Statistics.Percentile(nanos, quantile) / 1e3:N1}";

    private void Add(string name, string ours, string beside, double ratio, string goal, bool isMet)
    {
        _isMet &= isMet;
        _table.Add(name, ours, beside.Length == 0 ? "-" : beside, double.IsNaN(ratio) ? "-" : $"{ratio:N2}",
            goal == "-" ? goal : $"{goal}: {(isMet ? "met" : "missed")}");
    }
}
