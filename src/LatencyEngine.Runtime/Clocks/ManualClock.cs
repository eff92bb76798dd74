namespace LatencyEngine.Runtime.Clocks;

/// <summary>
/// Time that passes only when told: tests, simulation, replay. One thread sets it; any thread may read it.
/// </summary>
public sealed class ManualClock : IClock
{
    private long _nanosSinceEpoch;
    private long _monotonicNanos;

    /// <param name="nanosSinceEpoch">Where UTC starts. The monotonic counter starts at 0.</param>
    public ManualClock(long nanosSinceEpoch = 0) => _nanosSinceEpoch = nanosSinceEpoch;

    public long NanosSinceEpoch() => Volatile.Read(ref _nanosSinceEpoch);

    public long MonotonicNanos() => Volatile.Read(ref _monotonicNanos);

    /// <summary>Lets time pass on both scales.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public void Advance(long nanos)
    {
        if (nanos < 0) ThrowNegative(nanos);
        Volatile.Write(ref _monotonicNanos, checked(_monotonicNanos + nanos));
        Volatile.Write(ref _nanosSinceEpoch, checked(_nanosSinceEpoch + nanos));
    }

    /// <summary>Lets time pass until UTC is <paramref name="nanosSinceEpoch"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That moment is in the past.</exception>
    public void AdvanceTo(long nanosSinceEpoch) => Advance(checked(nanosSinceEpoch - _nanosSinceEpoch));

    /// <summary>Sets UTC back, as an administrator may. The monotonic counter does not notice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative.</exception>
    public void StepBack(long nanos)
    {
        if (nanos < 0) ThrowNegative(nanos);
        Volatile.Write(ref _nanosSinceEpoch, checked(_nanosSinceEpoch - nanos));
    }

    [ColdPath("a wrong call in a test")]
    private static void ThrowNegative(long nanos) =>
        throw new ArgumentOutOfRangeException(nameof(nanos), nanos, "Time does not go back unless StepBack is called.");
}
