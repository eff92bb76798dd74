using LatencyEngine.Multicast.Sockets;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Multicast.Driver;

/// <summary>How a driver runs.</summary>
public sealed record MediaDriverOptions
{
    /// <summary>Names the threads and the counters.</summary>
    public string Name { get; init; } = "media";

    public DriverThreading Threading { get; init; } = DriverThreading.Shared;

    public DriverIdle Idle { get; init; } = DriverIdle.BackOff;

    /// <summary>Where its threads run.</summary>
    public ThreadPlacement Placement { get; init; }

    /// <summary>Where its counters are registered, under its name; <c>null</c> for a registry of its own.</summary>
    public CounterRegistry? Counters { get; init; }

    /// <summary>Makes the network worse, for trials; <c>null</c> leaves it as it is.</summary>
    public Disturbance? Disturbance { get; init; }

    internal INetwork Network { get; init; } = new UdpNetwork();

    internal IClock Clock { get; init; } = new SystemClock();

    /// <summary>Draws receiver, session and term ids, and the seeds of random delays.</summary>
    internal Random Random { get; init; } = Random.Shared;

    /// <summary>Session id of the first publication; <c>null</c> for a random one.</summary>
    internal int? FirstSessionId { get; init; }
}

/// <summary>On how many threads a driver works.</summary>
public enum DriverThreading
{
    /// <summary>One for sending and receiving: where cores are few.</summary>
    Shared = 0,

    /// <summary>One for sending and one for receiving.</summary>
    Dedicated = 1,
}

/// <summary>What the threads of a driver do when there is nothing to do.</summary>
public enum DriverIdle
{
    /// <summary>Yields, then naps for up to a millisecond.</summary>
    BackOff = 0,

    Yield = 1,

    Spin = 2,
}
