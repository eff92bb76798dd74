namespace LatencyEngine.Multicast.Subscribing;

/// <summary>How a stream was first heard.</summary>
/// <param name="IsMulticast">To a group.</param>
/// <param name="Seed">Of its random delays.</param>
/// <param name="NowNanos">When, on the driver's monotonic clock.</param>
internal readonly record struct StreamOrigin(bool IsMulticast, ulong Seed, long NowNanos);
