namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Values were refused: they are no message of the schema. The only exception that encoding throws.
/// </summary>
public sealed class SbeEncodeException : Exception
{
    public SbeEncodeException()
        : this("", "the values are no message")
    {
    }

    public SbeEncodeException(string message)
        : this("", message)
    {
    }

    public SbeEncodeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SbeEncodeException(string path, string reason)
        : base(path.Length == 0 ? reason : $"{path}: {reason}") => Path = path;

    /// <summary>The message, then the member at fault, such as <c>ExecReport.fills[1].fillQty</c>.</summary>
    public string Path { get; } = "";
}
