using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Terminal;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Host.Watch;

/// <summary>For terminals that cannot move their cursor: a block of text every few seconds. The main thread.</summary>
internal sealed class WatchPlain(EngineViewer viewer, WatchOptions options, TerminalAbility ability)
{
    private const double SecondsBetween = 5;

    public int Run(CancellationToken cancellation)
    {
        var screen = new WatchScreen(options.View) { IsInteractive = false };
        var buffer = new CellBuffer(options.Size.Width, options.Size.Height);
        while (!cancellation.IsCancellationRequested)
        {
            Follow(cancellation);
            screen.Draw(viewer.View, LinkState.Of(viewer, options.Channel), buffer);
            Console.Out.WriteLine(buffer.ToText(ability.IsUnicode).TrimEnd('\n'));
            Console.Out.WriteLine();
        }

        return ExitCode.Interrupted;
    }

    private void Follow(CancellationToken cancellation)
    {
        var pacer = new FramePacer(SecondsBetween);
        while (!pacer.IsDue && !cancellation.IsCancellationRequested)
            if (viewer.Poll() == 0) FramePacer.Rest();
    }
}
