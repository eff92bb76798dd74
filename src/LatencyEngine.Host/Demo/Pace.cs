using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Host.Demo;

/// <summary>When each quote of a paced run is due. Made by the producer before the run; read by any thread.</summary>
/// <param name="startNanos">Monotonic time at which the first quote is due.</param>
/// <param name="intervalNanos">From one quote to the next.</param>
internal sealed class Pace(long startNanos, long intervalNanos)
{
    public const long NanosPerSecond = 1_000_000_000;

    /// <summary>The monotonic clock. Handlers of an engine never read one; those of the demo measure it.</summary>
    public static long NowNanos() => default(SystemClock).MonotonicNanos();

    public long ScheduledNanos(long sequence) => startNanos + (sequence * intervalNanos);

    /// <summary>
    /// Waits until the quote is due. Gives the core away meanwhile: on a small host others need it.
    /// </summary>
    public void AwaitTurn(long sequence)
    {
        while (NowNanos() < ScheduledNanos(sequence)) Thread.Yield();
    }
}
