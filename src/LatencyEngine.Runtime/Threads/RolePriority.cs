namespace LatencyEngine.Runtime.Threads;

/// <summary>How much the operating system should prefer a thread to others.</summary>
public enum RolePriority
{
    /// <summary>As the process was started.</summary>
    Normal = 0,

    /// <summary>
    /// Ahead of ordinary threads, yet sharing with them: nice −10 on Linux (needs CAP_SYS_NICE or a nice limit),
    /// highest thread priority on Windows.
    /// </summary>
    High = 1,

    /// <summary>
    /// SCHED_FIFO priority 1 on Linux, time-critical on Windows. <b>Dangerous for a thread that spins</b>: on a core
    /// that is not isolated it starves the kernel's own threads and everything else there, and may hang the host.
    /// Ask for it only on isolated cores, and leave the kernel's real-time throttling on.
    /// </summary>
    RealTime = 2,

    /// <summary>Behind ordinary threads: nice 10 on Linux, below normal on Windows. For work that can wait.</summary>
    Low = 3,
}
