using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Terminal;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Host.Watch;

/// <summary>One screen, or the whole state, as text: for pipes, scripts and people without a terminal. The main thread.</summary>
internal sealed class WatchOnce(EngineViewer viewer, WatchOptions options, TerminalAbility ability)
{
    /// <returns>1 where no engine was heard in time; what is known is printed all the same.</returns>
    public int Run(CancellationToken cancellation)
    {
        var patience = new FramePacer(options.Patience.TotalSeconds);
        while (!IsWhole && !cancellation.IsCancellationRequested && !patience.IsDue)
            if (viewer.Poll() == 0) FramePacer.Rest();
        if (options.IsJson) WatchJson.Write(viewer, options.Channel, Console.Out);
        else Write();
        if (viewer.State is ViewerState.Live or ViewerState.Ended) return ExitCode.Success;
        if (cancellation.IsCancellationRequested) return ExitCode.Interrupted;
        Console.Error.WriteLine(FormattableString.Invariant(
            $"error: no engine was heard on {options.Channel} within {options.Patience.TotalSeconds} s."));
        return ExitCode.Failure;
    }

    // An engine's health is not part of its snapshots; it is told on its own, four times a second.
    private bool IsWhole => viewer.State == ViewerState.Ended
        || (viewer.State == ViewerState.Live && viewer.LagNanos is not null);

    private void Write()
    {
        var buffer = new CellBuffer(options.Size.Width, options.Size.Height);
        new WatchScreen(options.View) { IsInteractive = false }.Draw(viewer.View, LinkState.Of(viewer, options.Channel), buffer);
        Console.Out.Write(buffer.ToText(ability.IsUnicode));
    }
}
