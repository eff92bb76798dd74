namespace LatencyEngine.Runtime.Waiting;

#pragma warning disable RS0030 // A monitor is all that .NET offers on systems whose own wait we do not know.

/// <summary>The same promise on a monitor, for systems without a known futex. Any thread; owns the monitor.</summary>
[ColdPath("the calling thread is about to sleep, or wakes one that sleeps")]
internal sealed unsafe class PortableSleep
{
    private const long NanosPerMilli = 1_000_000;

    private readonly object _monitor = new();

    /// <returns><c>false</c> when the time ran out.</returns>
    public bool Wait(int* word, int expected, long nanos)
    {
        lock (_monitor)
        {
            // The waker moves the epoch before it takes the monitor: either we see it moved, or we are waiting when
            // it pulses.
            if (Volatile.Read(ref *word) != expected) return true;
            if (nanos != Parking.Forever)
                return Monitor.Wait(_monitor, (int)Math.Min((nanos / NanosPerMilli) + 1, int.MaxValue));
            Monitor.Wait(_monitor);
            return true;
        }
    }

    public void WakeAll()
    {
        lock (_monitor) Monitor.PulseAll(_monitor);
    }
}

#pragma warning restore RS0030
