namespace LatencyEngine.Trading.Exchange;

/// <summary>A snapshot cannot be loaded; the message says what is wrong with it, and where.</summary>
public sealed class SnapshotException(string message) : Exception(message);
