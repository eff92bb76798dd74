using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Viewer.Terminal;

/// <summary>Health, stages and notices of the sample engine.</summary>
internal static class SampleHealth
{
    public static void Tell(SampleEngine engine)
    {
        engine.Tell(Health());
        engine.Tell(Stage("tick-to-order", p50: 850, p99: 4_200));
        engine.Tell(Stage("ingress-to-publish", p50: 12_300, p99: 88_000));
        engine.Tell(new AlertRaised
        {
            TimestampNanos = SampleEngine.Start + (13 * SampleEngine.Second),
            InputSequence = engine.NextInput(),
            AlertKind = AlertKind.FeedGap,
            Severity = AlertSeverity.Warning,
            InstrumentId = 2,
            Detail = 3,
            Detail2 = 17,
        });
        engine.Tell(new OrderRejected
        {
            TimestampNanos = SampleEngine.Start + (14 * SampleEngine.Second),
            InputSequence = engine.NextInput(),
            InstrumentId = 3,
            OrderId = 105,
            RejectReason = RejectReason.InstrumentNotTradable,
            IsEnded = 1,
        });
    }

    public static EngineHealth Health() => new()
    {
        TimestampNanos = SampleEngine.Start + (15 * SampleEngine.Second),
        SessionId = 42,
        ConflatedSequence = 1_500,
        EventNanos = SampleEngine.Start + (15 * SampleEngine.Second) + 250_000_000,
        Inputs = 600_660,
        Outputs = 93_350,
        InputsPerSecond = 58_676,
        OutputsPerSecond = 9_120,
        InputBacklog = 12,
        JournalSequence = 694_010,
        DurableSequence = 693_998,
        StoreSequence = 680_000,
        MarketDropped = 7,
        Receivers = 3,
        IsSimulated = 1,
        FeedState = FeedState.Connected,
        TradingState = TradingState.Active,
    };

    private static StageLatency Stage(string name, long p50, long p99) => new()
    {
        TimestampNanos = SampleEngine.Start,
        StageText = name,
        Count = 600_000,
        P50Nanos = p50,
        P99Nanos = p99,
        P999Nanos = p99 * 3,
        MaxNanos = p99 * 25,
    };
}
