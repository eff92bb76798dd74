namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// A producer waited for room in a ring whose handlers have stopped: it would have waited for ever. The inner
/// exception is what
/// stopped them, if one of them failed.
/// </summary>
[ColdPath("the pipeline has stopped")]
public sealed class RingHaltedException : Exception
{
    public RingHaltedException() : this("?")
    {
    }

    public RingHaltedException(string ringName) : this(ringName, cause: null)
    {
    }

    public RingHaltedException(string ringName, Exception? cause)
        : base($"Ring '{ringName}' is halted: {cause?.Message ?? "it was stopped"}", cause) => RingName = ringName;

    public string RingName { get; }
}
