using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Tells at an even rate how the engine is, whether anything happens or not, so that viewers know that it lives and that
/// they have missed nothing. The publisher's thread; owns the counts of the time before.
/// </summary>
internal sealed class HealthWriter(
    PublisherOptions options, PublishedState state, NumberedOutlet events, NumberedOutlet conflated, NumberedOutlet? market)
{
    private const double NanosPerSecond = 1e9;

    private readonly byte[] _message = new byte[EngineHealth.EncodedLength];
    private readonly LatencyHistogram _latencies = new();
    private EngineEvent _slot;
    private EngineHealth _last;
    private long _lastNanos = long.MinValue / 2;

    /// <summary>Outputs that wait in front of the publisher, as of its last batch.</summary>
    public long OutputBacklog { get; set; }

    public bool IsDue(long nowNanos) => nowNanos - _lastNanos >= options.HealthNanos;

    /// <param name="nowNanos">By the monotonic clock.</param>
    /// <param name="utcNanos">By the host's clock.</param>
    public void Tell(long nowNanos, long utcNanos)
    {
        var health = EngineHealth.Create();
        health.TimestampNanos = utcNanos;
        health.SessionId = options.SessionId;
        health.ConflatedSequence = (ulong)conflated.Sequence;
        health.EventNanos = state.EventNanos;
        health.Inputs = (ulong)(state.InputSequence + 1);
        health.Outputs = (ulong)state.Outputs;
        SetRates(ref health, nowNanos);
        health.OutputBacklog = (ulong)Math.Max(0, OutputBacklog);
        health.EventsDropped = (ulong)events.Dropped;
        health.MarketDropped = (ulong)(market?.Dropped ?? 0);
        health.Instruments = (uint)state.View.Instruments.Count;
        health.LiveOrders = (uint)state.View.Orders.Live.Count;
        health.IsSimulated = options.IsSimulated ? (byte)1 : (byte)0;
        health.FeedState = WorstFeed();
        health.TradingState = state.View.Risk.StateOf(ScopeKind.Engine, 0);
        options.FillHealth?.Invoke(ref health);
        health.Encode(_message);
        events.Send(_message);
        state.View.Apply(_message);
        (_last, _lastNanos) = (health, nowNanos);
        foreach (var stage in options.Stages) TellStage(stage, utcNanos);
    }

    private void SetRates(ref EngineHealth health, long nowNanos)
    {
        if (_lastNanos < 0) return;
        var seconds = Math.Max(1, nowNanos - _lastNanos) / NanosPerSecond;
        health.InputsPerSecond = (ulong)((health.Inputs - _last.Inputs) / seconds);
        health.OutputsPerSecond = (ulong)((health.Outputs - _last.Outputs) / seconds);
    }

    private FeedState WorstFeed()
    {
        var worst = FeedState.None;
        foreach (ref readonly var feed in state.View.Health.Feeds.Rows)
            if (worst == FeedState.None || RankOf(feed.State) > RankOf(worst)) worst = feed.State;
        return worst;
    }

    private static int RankOf(FeedState feed) => feed switch
    {
        FeedState.Disconnected => 4,
        FeedState.Resynchronizing => 3,
        FeedState.Connected => 2,
        FeedState.Ended => 1,
        _ => 0,
    };

    private void TellStage(LatencyStage stage, long utcNanos)
    {
        _latencies.Reset();
        stage.Recorder.CollectInto(_latencies);
        if (_latencies.Count == 0) return;
        ref var told = ref _slot.Begin<StageLatency>();
        told.TimestampNanos = utcNanos;
        told.TrySetStage(stage.Name);
        told.Count = (ulong)_latencies.Count;
        told.P50Nanos = _latencies.ValueAtPercentile(50);
        told.P99Nanos = _latencies.ValueAtPercentile(99);
        told.P999Nanos = _latencies.ValueAtPercentile(99.9);
        told.MaxNanos = _latencies.Max;
        events.Send(_slot.AsBytes());
        state.View.Apply(_slot.AsBytes());
    }
}
