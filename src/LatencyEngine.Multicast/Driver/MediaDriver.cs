using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// Aeron's media driver inside the process: carries publications and subscriptions over UDP. Made and closed by a cold
/// thread; its work is done by agents, on threads of their own or stepped by hand.
/// </summary>
public sealed class MediaDriver : IDisposable
{
    /// <summary>Starts a driver on threads of its own, as its options say.</summary>
    public static MediaDriver Start(MediaDriverOptions options) => throw new NotSupportedException();

    /// <summary>A driver that does nothing until its <see cref="Agent"/> is stepped.</summary>
    public static MediaDriver ByHand(MediaDriverOptions options) => throw new NotSupportedException();

    /// <summary>The whole work of the driver as one agent; for drivers made by <see cref="ByHand"/>.</summary>
    public IAgent Agent => throw new NotSupportedException();

    /// <summary>Positions, NAKs, retransmissions, overruns and errors. Any thread.</summary>
    public CounterRegistry Counters => throw new NotSupportedException();

    /// <summary>Opens a stream for offering. Any cold thread.</summary>
    /// <exception cref="Channels.ChannelException">The channel makes no sense, or its address cannot be used.</exception>
    public Publication AddPublication(string channel, int streamId) => throw new NotSupportedException();

    /// <summary>Opens a stream for polling. Any cold thread.</summary>
    /// <exception cref="Channels.ChannelException">The channel makes no sense, or its address cannot be used.</exception>
    public Subscription AddSubscription(string channel, int streamId) => throw new NotSupportedException();

    /// <summary>Closes all publications and subscriptions, says so to the other side, and stops.</summary>
    public void Dispose() => throw new NotSupportedException();
}

/// <summary>How a driver runs.</summary>
public sealed record MediaDriverOptions
{
    /// <summary>Names the threads and the counters.</summary>
    public string Name { get; init; } = "media";

    public DriverThreading Threading { get; init; } = DriverThreading.Shared;

    public DriverIdle Idle { get; init; } = DriverIdle.BackOff;
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
    /// <summary>Spins, yields, then naps for up to a millisecond.</summary>
    BackOff = 0,

    Yield = 1,

    Spin = 2,
}
