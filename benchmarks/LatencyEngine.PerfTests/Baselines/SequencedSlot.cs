namespace LatencyEngine.PerfTests.Baselines;

/// <summary>A slot that says itself which event it holds: one cache line per hop.</summary>
internal struct SequencedSlot<T>
    where T : unmanaged
{
    /// <summary>One more than the number of the event, so that a zeroed slot holds none.</summary>
    public long Mark;

    public T Value;
}
