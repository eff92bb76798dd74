using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.PerfTests.Trading;

/// <summary>When each tick was due and when its order was out, and when the host took a core away.</summary>
internal sealed class TickJournal(int inputs, int firstTick, int warmUpTicks)
{
    private const long GapNanos = 2_000;

    public long[] Due { get; } = new long[inputs];

    /// <summary>0 where no order came of it.</summary>
    public long[] Done { get; } = new long[inputs];

    public GapLog SenderGaps { get; } = new(GapNanos);

    public GapLog HandlerGaps { get; } = new(GapNanos);

    public TickToOrderSample Evaluate()
    {
        var raw = new LatencyHistogram();
        var corrected = new LatencyHistogram();
        for (var i = firstTick + warmUpTicks; i < inputs; i++)
        {
            if (Done[i] == 0) continue;
            var nanos = Done[i] - Due[i];
            raw.Record(nanos);
            if (!SenderGaps.Overlaps(Due[i], Done[i]) && !HandlerGaps.Overlaps(Due[i], Done[i])) corrected.Record(nanos);
        }

        return new TickToOrderSample(raw, corrected, SenderGaps.Count + HandlerGaps.Count, SenderGaps.TotalNanos);
    }
}

/// <summary>Latencies with and without the host's own hiccups.</summary>
internal sealed record TickToOrderSample(
    LatencyHistogram Raw, LatencyHistogram Corrected, long Gaps, long SenderGapNanos);
