using System.Runtime.InteropServices;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Terminal;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Host.Watch;

/// <summary>
/// A screen that follows the engine until the user leaves. The main thread polls, reads keys and draws; owns the screen and
/// gives the terminal back however it ends.
/// </summary>
internal sealed class WatchLive(EngineViewer viewer, WatchOptions options, TerminalAbility ability)
{
    private readonly WatchScreen _screen = new(options.View);
    private readonly CellBuffer _buffer = new(1, 1);
    private readonly ScreenPainter _painter = new(ability.IsColored, ability.IsUnicode);
    private volatile bool _isForgotten;

    public int Run(CancellationToken cancellation)
    {
        using var terminal = new TakenTerminal();
        using var resumed = OnResumed();
        while (!_screen.IsDone && !cancellation.IsCancellationRequested)
        {
            Draw(terminal);
            FollowUntilDue(cancellation);
        }

        return _screen.IsDone ? ExitCode.Success : ExitCode.Interrupted;
    }

    private void Draw(TakenTerminal terminal)
    {
        if (_isForgotten) _painter.Forget();
        _isForgotten = false;
        var (width, height) = TakenTerminal.Size;
        if (width != _buffer.Width || height != _buffer.Height) _buffer.Resize(width, height);
        _screen.Draw(viewer.View, LinkState.Of(viewer, options.Channel), _buffer);
        terminal.Write(_painter.Paint(_buffer));
    }

    // A key is answered at once: whoever scrolls should not have to wait for the next frame.
    private void FollowUntilDue(CancellationToken cancellation)
    {
        var pacer = new FramePacer(1 / options.Rate);
        while (!pacer.IsDue && !cancellation.IsCancellationRequested)
        {
            if (PressKeys()) return;
            if (viewer.Poll() == 0) FramePacer.Rest();
        }
    }

    private bool PressKeys()
    {
        var isAny = false;
        while (TakenTerminal.TryReadKey(out var read))
        {
            var press = KeyPress.From(read);
            if (press.Key == Key.Redraw) _painter.Forget();
            else _screen.Press(press);
            isAny = true;
        }

        return isAny;
    }

    // After a stop (kill -STOP, a shell's job control) something else may stand on the terminal.
    private PosixSignalRegistration? OnResumed() => OperatingSystem.IsWindows()
        ? null
        : PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => _isForgotten = true);
}
