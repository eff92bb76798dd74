using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>One difference between two versions of a schema, and whom it breaks.</summary>
public sealed record CompatibilityFinding(
    string Code, SourceLocation Location, string Message, BrokenReaders Breaks)
{
    /// <summary>
    /// The finding in MSBuild's canonical form: an error if it breaks anyone, else a warning.
    /// </summary>
    public override string ToString()
    {
        var severity = Breaks == BrokenReaders.None ? "warning" : "error";
        return $"{Location}: {severity} {Code}: {Message} ({Consequence})";
    }

    /// <summary>What happens, in words.</summary>
    public string Consequence => Breaks switch
    {
        BrokenReaders.None => "no bytes are misread",
        BrokenReaders.Old => "old decoders misread new messages",
        BrokenReaders.New => "new decoders misread old messages",
        _ => "old and new decoders misread each other's messages",
    };
}
