namespace LatencyEngine.Viewer.Commands;

/// <summary>A key file cannot be used; the message names the file, the line where there is one, and what was expected.</summary>
public sealed class KeyFileException(string message) : IOException(message);
