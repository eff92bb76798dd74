using System.Globalization;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Bytes were refused: they are no message of the schema. The only exception that decoding throws, whatever
/// the bytes.
/// </summary>
public sealed class SbeDecodeException : Exception
{
    public SbeDecodeException()
        : this("", "", 0, "the bytes are no message")
    {
    }

    public SbeDecodeException(string message)
        : this("", "", 0, message)
    {
    }

    public SbeDecodeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SbeDecodeException(string messageName, string path, int offset, string reason)
        : base(Describe(messageName, path, offset, reason))
    {
        MessageName = messageName;
        Path = path;
        Offset = offset;
    }

    /// <summary>The message's name; empty while the header has not yet told it.</summary>
    public string MessageName { get; } = "";

    /// <summary>
    /// The header member, field, group or var data at fault, such as <c>fills[1].allocs</c>.
    /// </summary>
    public string Path { get; } = "";

    /// <summary>Bytes from the start of the message's header to what is at fault.</summary>
    public int Offset { get; }

    private static string Describe(string messageName, string path, int offset, string reason)
    {
        var place = string.Join('.', new[] { messageName, path }.Where(p => p.Length > 0));
        return string.Create(CultureInfo.InvariantCulture,
            $"{(place.Length > 0 ? place : "message")} at byte {offset}: {reason}");
    }
}
