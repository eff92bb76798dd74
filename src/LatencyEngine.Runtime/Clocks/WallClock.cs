namespace LatencyEngine.Runtime.Clocks;

/// <summary>
/// UTC as the host has it at this moment: two processes of one host agree at any time, however often its clock was set since
/// they started. It may jump, and go back. Any thread; no state.
/// </summary>
public readonly struct WallClock : IClock
{
    private const int NanosPerTick = 100;

#pragma warning disable RS0030 // Clocks are read in this folder and nowhere else.
    public long NanosSinceEpoch() => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * NanosPerTick;
#pragma warning restore RS0030

    public long MonotonicNanos() => MonotonicTime.Nanos();
}
