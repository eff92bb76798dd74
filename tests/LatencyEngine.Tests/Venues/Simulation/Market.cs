using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>Simulated markets for tests, and their events one by one.</summary>
internal static class Market
{
    public static SimulationOptions Mixed { get; } = new()
    {
        Seed = 42,
        InstrumentCount = 40,
        EventCount = 200_000,
        EventsPerSecond = 20_000,
    };

    public static SimulationOptions OnlyOrders { get; } =
        Mixed with { InstrumentCount = 6, OrderByOrderPercent = 100, DepthPercent = 0, TopOfBookPercent = 0 };

    public static SimulationOptions OnlyLevels { get; } =
        OnlyOrders with { OrderByOrderPercent = 0, DepthPercent = 100 };

    public static SimulationOptions OnlyQuotes { get; } =
        OnlyOrders with { OrderByOrderPercent = 0, TopOfBookPercent = 100 };

    public static IEnumerable<EngineEvent> Told(SimulationOptions options)
    {
        using var feed = new MarketSimulator(options);
        EngineEvent slot = default;
        while (feed.TryRead(ref slot) == FeedRead.Event) yield return slot;
    }

    public static IEnumerable<T> Told<T>(SimulationOptions options)
        where T : unmanaged, ISbeMessage<T> => Told(options).Where(told => told.Is<T>()).Select(Of<T>);

    public static T Of<T>(EngineEvent told)
        where T : unmanaged, ISbeMessage<T> => told.As<T>();

    /// <summary>The flags of market data; null for an event of the feed itself.</summary>
    public static MarketFlags? FlagsOf(EngineEvent told) => told.TemplateId switch
    {
        Quote.TemplateId => told.As<Quote>().Flags,
        Trade.TemplateId => told.As<Trade>().Flags,
        BookDelta.TemplateId => told.As<BookDelta>().Flags,
        BookOrder.TemplateId => told.As<BookOrder>().Flags,
        _ => null,
    };

    public static bool EndsMessage(EngineEvent told) => FlagsOf(told)?.HasFlag(MarketFlags.EndOfBatch) == true;

    public static uint InstrumentOf(EngineEvent told) => told.TemplateId switch
    {
        Quote.TemplateId => told.As<Quote>().InstrumentId,
        Trade.TemplateId => told.As<Trade>().InstrumentId,
        BookDelta.TemplateId => told.As<BookDelta>().InstrumentId,
        BookOrder.TemplateId => told.As<BookOrder>().InstrumentId,
        FeedGap.TemplateId => told.As<FeedGap>().InstrumentId,
        _ => 0,
    };
}
