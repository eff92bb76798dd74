namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// How far apart the two benchmark cores are at the moment, told by the round trip of two threads. A
/// hypervisor moves virtual cores between physical ones while a benchmark runs, and throughput moves with it
/// by 3 to 10 times, so only samples of one regime are comparable.
/// </summary>
internal enum HostRegime
{
    /// <summary>Not probed: the contest runs on one thread.</summary>
    None = 0,

    /// <summary>Under 85 ns: two hardware threads of one core.</summary>
    Siblings = 1,

    /// <summary>85 to 250 ns: two cores behind one last-level cache.</summary>
    SharedCache = 2,

    /// <summary>Over 250 ns: two cores that share no cache.</summary>
    Apart = 3,
}
