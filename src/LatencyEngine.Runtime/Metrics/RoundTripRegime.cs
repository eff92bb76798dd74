namespace LatencyEngine.Runtime.Metrics;

/// <summary>How near two cores are, judged by the time of a round trip between them.</summary>
public enum RoundTripRegime
{
    /// <summary>Not measured.</summary>
    None = 0,

    /// <summary>
    /// Two hardware threads of one core: they share its first-level cache, and its execution units.
    /// </summary>
    SmtSiblings = 1,

    /// <summary>
    /// Two cores behind one last-level cache: the best place for a producer and its consumer.
    /// </summary>
    SameComplex = 2,

    /// <summary>
    /// Two cores whose caches talk over the interconnect: every hand-off costs several times as much.
    /// </summary>
    OtherComplex = 3,
}
