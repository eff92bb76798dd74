namespace LatencyEngine.Multicast.Channels;

/// <summary>A channel URI says something that cannot be done; the message names the key, its value and what was expected.</summary>
public sealed class ChannelException(string message) : Exception(message);
