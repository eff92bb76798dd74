using LatencyEngine.Domain;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>The first line of every screen: whether to believe the rest. Pure.</summary>
internal static class StatusLine
{
    public static void Draw(Frame frame, CellBuffer buffer)
    {
        buffer.Fill(0, 0, buffer.Width, new Cell(' ', Ink.Inverse));
        var (text, ink) = Describe(frame.Link);
        var x = buffer.Write(0, 0, " " + text + " ", ink | Ink.Inverse);
        var health = frame.View.Health.Engine;
        if (health.IsSimulated != 0) x = buffer.Write(x + 1, 0, "SIMULATED", Ink.Caution | Ink.Inverse);
        var trading = frame.View.Risk.StateOf(ScopeKind.Engine, 0);
        if (trading is TradingState.Halted or TradingState.ReduceOnly)
            x = buffer.Write(x + 1, 0, $" {Words(trading)} ", Inks.OfState(trading) | Ink.Inverse);
        if (health.FeedState is FeedState.Disconnected or FeedState.Resynchronizing)
            x = buffer.Write(x + 1, 0, $" FEED {health.FeedState} ", Ink.Caution | Ink.Inverse);
        DrawRight(frame, buffer, x);
    }

    private static void DrawRight(Frame frame, CellBuffer buffer, int taken)
    {
        if (frame.View.Applied == 0) return;
        string[] parts =
        [
            $"LatencyEngine  session {frame.View.SessionId}  {ScreenText.TimeOfDay(frame.EventNanos)} ",
            $"session {frame.View.SessionId}  {ScreenText.TimeOfDay(frame.EventNanos)} ",
            ScreenText.TimeOfDay(frame.EventNanos) + " ",
        ];
        var fitting = Array.Find(parts, part => taken + part.Length < buffer.Width);
        if (fitting is not null) buffer.WriteEndingAt(buffer.Width - 1, 0, fitting, Ink.Inverse);
    }

    private static (string Text, Ink Ink) Describe(in LinkState link)
    {
        var silence = link.SilenceNanos is { } nanos ? $"{nanos / 1_000_000_000m:0.0} s" : "";
        return link.State switch
        {
            ViewerState.Searching when silence.Length > 0 => ($"LOST {silence}: {Search(link.Channel)}", Ink.Alarm),
            ViewerState.Searching => (Search(link.Channel), Ink.Caution),
            ViewerState.Joining => ("joining: a snapshot is awaited", Ink.Caution),
            ViewerState.Live => ("live", Ink.Gain),
            ViewerState.Stale => ($"STALE {silence}", Ink.Alarm),
            ViewerState.Resynchronizing => ("resynchronizing: a snapshot is awaited", Ink.Caution),
            ViewerState.Ended => ("session ended", Ink.Strong),
            _ => (link.State.ToString(), Ink.Plain),
        };
    }

    // The line has no room for the whole of a channel; where nothing is heard at all, the screen below names it.
    private static string Search(string channel)
    {
        const string key = "endpoint=";
        var start = channel.IndexOf(key, StringComparison.Ordinal);
        return "searching for an engine on " + (start < 0 ? channel : channel[(start + key.Length)..].Split('|')[0]);
    }

    private static string Words(TradingState state) => state == TradingState.Halted ? "HALTED" : "REDUCE ONLY";
}
