using LatencyEngine.TestKit;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Tests.Viewer.Terminal;

/// <summary>
/// Screens as text, held to files that a person has looked at. With <c>LATENCYENGINE_ACCEPT=1</c> the files are written
/// instead; the difference is what is reviewed.
/// </summary>
internal static class Screens
{
    private const string Channel = "aeron:udp?endpoint=224.0.77.1:40771|interface=127.0.0.1";

    public static readonly LinkState Live = new()
    {
        State = ViewerState.Live,
        Channel = Channel,
        SilenceNanos = 12_000_000,
        LagNanos = 85_000,
    };

    public static readonly LinkState Searching = new() { State = ViewerState.Searching, Channel = Channel };

    public static string Text(WatchScreen screen, EngineView view, in LinkState link, (int Width, int Height) size)
    {
        var buffer = new CellBuffer(size.Width, size.Height);
        screen.Draw(view, in link, buffer);
        return buffer.ToText();
    }

    /// <summary>Presses keys, drawing after each as the viewer does: moving counts from what was shown.</summary>
    public static void Press(WatchScreen screen, EngineView view, params KeyPress[] keys)
    {
        Text(screen, view, Live, (80, 24));
        foreach (var key in keys)
        {
            screen.Press(key);
            Text(screen, view, Live, (80, 24));
        }
    }

    public static void Type(WatchScreen screen, EngineView view, string text) =>
        Press(screen, view, [.. text.Select(KeyPress.Of)]);

    public static void AssertIs(string file, string screen)
    {
        var path = Repository.PathOf("tests", "LatencyEngine.Tests", "Viewer", "Terminal", "Screens", file + ".txt");
        if (Environment.GetEnvironmentVariable("LATENCYENGINE_ACCEPT") == "1") File.WriteAllText(path, screen);
        Assert.Equal(File.ReadAllText(path), screen);
    }
}
