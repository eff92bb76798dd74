namespace LatencyEngine.Journal.Log.Files;

/// <summary>There is no room on the disk, or none within the quota: an operating failure that room mends.</summary>
public sealed class DiskFullException(string message, Exception? cause) : IOException(message, cause);
