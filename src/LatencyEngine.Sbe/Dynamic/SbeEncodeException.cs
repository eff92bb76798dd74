namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Values that the schema has no bytes for: which member, and what was expected.</summary>
public sealed class SbeEncodeException : Exception
{
    public SbeEncodeException() : this("", "not a message")
    {
    }

    public SbeEncodeException(string message) : this("", message)
    {
    }

    public SbeEncodeException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <param name="path">The member, such as <c>ExecReport.fills[1].note</c>.</param>
    /// <param name="reason">What was found and what was expected.</param>
    public SbeEncodeException(string path, string reason) : base($"{path}: {reason}") => Path = path;

    public string Path { get; } = "";
}
