namespace LatencyEngine.Runtime.Clocks;

/// <summary>
/// UTC that follows the system's clock without ever going back. Owned by one thread, which reads it and now and then
/// calls <see cref="Steer"/>; another thread has its own.
/// </summary>
/// <remarks>
/// The difference to the system's clock is worked off at 488 ppm, so that intervals stay true to half a per mille. Being
/// behind by more than <see cref="OffsetSlew.JumpForwardNanos"/> is no drift but a step, and is made up for at once;
/// being ahead is always worked off, however long that takes: 34 minutes for a second.
/// </remarks>
public sealed class SteeredClock : IClock
{
    private OffsetSlew _offset = new(MonotonicTime.Nanos(), UtcAnchor.MeasureOffsetNanos());

    /// <summary>How far this clock is behind the system's (ahead when negative), as of the last steering.</summary>
    public long RemainingNanos => _offset.RemainingNanos(MonotonicTime.Nanos());

    public long NanosSinceEpoch()
    {
        var monotonic = MonotonicTime.Nanos();
        return monotonic + _offset.At(monotonic);
    }

    public long MonotonicNanos() => MonotonicTime.Nanos();

    /// <summary>Compares with the system's clock and sets the correction. Some 2 µs; once a second is plenty.</summary>
    public void Steer()
    {
        var offset = UtcAnchor.MeasureOffsetNanos();
        _offset.Retarget(MonotonicTime.Nanos(), offset);
    }
}
