namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Bytes that are not a message of the schema: what was being read, where, and what was wrong with it.
/// </summary>
public sealed class SbeDecodeException : Exception
{
    public SbeDecodeException() : this("", 0, "not a message")
    {
    }

    public SbeDecodeException(string message) : this("", 0, message)
    {
    }

    public SbeDecodeException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <param name="path">The element, such as <c>ExecReport.fills[1].note</c>.</param>
    /// <param name="offset">Bytes from the start of the message to the element.</param>
    /// <param name="reason">What was found and what was expected.</param>
    public SbeDecodeException(string path, int offset, string reason) : base($"{path} at byte {offset}: {reason}")
    {
        Path = path;
        Offset = offset;
    }

    public string Path { get; } = "";

    public int Offset { get; }
}
