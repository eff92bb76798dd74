using System.Text;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Host.Watch;

/// <summary>
/// The process's terminal while a screen is drawn on it: taken over when made, given back when disposed. The main thread.
/// </summary>
internal sealed class TakenTerminal : IDisposable
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly bool _wasInput;

    public TakenTerminal()
    {
        // Ctrl+C comes as a key, so that it leaves in the same orderly way as every other key does.
        if (CanRead) (_wasInput, Console.TreatControlCAsInput) = (Console.TreatControlCAsInput, true);
        Write(ScreenPainter.Enter);
    }

    /// <summary>Columns and lines now; it may change at any moment.</summary>
    public static (int Width, int Height) Size
    {
        get
        {
            try
            {
                return (Console.WindowWidth, Console.WindowHeight);
            }
            catch (IOException)
            {
                return (80, 24); // A terminal that does not tell, such as a serial line.
            }
        }
    }

    private static bool CanRead => !Console.IsInputRedirected;

    public static bool TryReadKey(out ConsoleKeyInfo key)
    {
        var isThere = CanRead && Console.KeyAvailable;
        key = isThere ? Console.ReadKey(intercept: true) : default;
        return isThere;
    }

    public void Write(string text)
    {
        if (text.Length == 0) return;
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }

    public void Dispose()
    {
        Write(ScreenPainter.Leave);
        if (CanRead) Console.TreatControlCAsInput = _wasInput;
        _output.Dispose();
    }
}
