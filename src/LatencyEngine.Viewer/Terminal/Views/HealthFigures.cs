using LatencyEngine.Domain;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>One figure with its name. A value.</summary>
internal readonly record struct HealthFigure(string Name, string Text, Ink Ink = Ink.Plain);

/// <summary>
/// What is told of an engine's health, in the order of the screen: first what it does, then what lags or is lost. Pure.
/// </summary>
internal static class HealthFigures
{
    private const int Width = 16;

    public static List<HealthFigure> Of(Frame frame)
    {
        var health = frame.View.Health.Engine;
        return
        [
            new("session", $"{frame.View.SessionId}"),
            new("trading", $"{health.TradingState}", Inks.OfState(health.TradingState)),
            new("feed", $"{health.FeedState}", InkOf(health.FeedState)),
            new("inputs", Count(health.Inputs)),
            new("outputs", Count(health.Outputs)),
            new("inputs/s", Count(health.InputsPerSecond)),
            new("outputs/s", Count(health.OutputsPerSecond)),
            new("input backlog", Count(health.InputBacklog)),
            new("output backlog", Count(health.OutputBacklog)),
            new("journaled", health.JournalSequence == 0 ? "no journal" : Count(health.JournalSequence)),
            Behind("durable behind", health.JournalSequence, health.DurableSequence, "no journal"),
            Behind("store behind", health.StoreSequence == 0 ? 0 : health.JournalSequence, health.StoreSequence, "no store"),
            new("stream lag", frame.Link.LagNanos is { } lag ? DurationText.Of(lag) : ScreenText.None),
            new("receivers", Count(health.Receivers)),
            Lost("events dropped", health.EventsDropped),
            Lost("market dropped", health.MarketDropped),
            Lost("gaps here", (ulong)frame.Link.Gaps),
        ];
    }

    private static HealthFigure Behind(string name, ulong ahead, ulong behind, string none) =>
        ahead == 0 ? new(name, none, Ink.Faint) : new(name, Count(ahead > behind ? ahead - behind : 0));

    private static HealthFigure Lost(string name, ulong count) => new(name, Count(count), count == 0 ? Ink.Plain : Ink.Caution);

    private static Ink InkOf(FeedState state) =>
        state is FeedState.Disconnected or FeedState.Resynchronizing ? Ink.Caution : Ink.Plain;

    private static string Count(ulong count) => ScreenText.Count(count, Width);
}
