using System.Diagnostics;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// When the last inputs were published, by the monotonic clock: outside of the state machine, which must not know.
/// Written by the feed's thread, read by the thread of the output ring.
/// </summary>
internal sealed class IngressStamps(int capacity)
{
    private readonly long[] _sequences = new long[capacity];
    private readonly long[] _nanos = new long[capacity];
    private readonly int _mask = capacity - 1;

    private DateTime _firstAt;

    /// <summary>How long after the start of the process the first input of the market came; zero when none came.</summary>
    public TimeSpan StartToFirstTick =>
        _firstAt == default ? TimeSpan.Zero : _firstAt - Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public static long NowNanos() => Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency);

    /// <summary>Notes that an input is about to be published.</summary>
    public void Note(long sequence)
    {
        if (_firstAt == default) _firstAt = DateTime.UtcNow;
        var index = (int)sequence & _mask;
        _nanos[index] = NowNanos();
        Volatile.Write(ref _sequences[index], sequence);
    }

    /// <returns><c>false</c> when the stamp was overwritten, or never taken.</returns>
    public bool TryGet(long sequence, out long nanos)
    {
        var index = (int)sequence & _mask;
        nanos = Volatile.Read(ref _nanos[index]);
        return Volatile.Read(ref _sequences[index]) == sequence;
    }
}
