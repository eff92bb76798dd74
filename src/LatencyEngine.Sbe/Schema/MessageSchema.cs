using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// A whole schema, resolved and checked: whoever holds one never needs the XML. Immutable. All sizes, offsets
/// and lengths are in bytes unless a name says otherwise.
/// </summary>
public sealed record MessageSchema
{
    /// <summary>The package attribute, such as <c>golden.trading</c>.</summary>
    public required string Package { get; init; }

    /// <summary>0 to 65535.</summary>
    public required int Id { get; init; }

    /// <summary>The newest version that this schema knows: 0 to 65535.</summary>
    public required int Version { get; init; }

    /// <summary>The semanticVersion attribute, for people; null without one.</summary>
    public string? SemanticVersion { get; init; }

    public string Description { get; init; } = "";

    public ByteOrder ByteOrder { get; init; }

    public required MessageHeader Header { get; init; }

    /// <summary>
    /// Every type with a name of its own, in the order of the schema; built-in and inline types excluded.
    /// </summary>
    public required ImmutableArray<SchemaType> Types { get; init; }

    /// <summary>In the order of the schema. Names and ids are unique.</summary>
    public required ImmutableArray<Message> Messages { get; init; }

    /// <summary>
    /// SHA-256, in lower-case hex, of everything that decides bytes and names: equal for two schemas whose
    /// files differ only in comments, white space, descriptions or the order of attributes.
    /// </summary>
    public required string ContentHash { get; init; }

    /// <summary>The schema's file first, then every file that it includes. Full paths.</summary>
    public required ImmutableArray<string> SourceFiles { get; init; }

    public Message? FindMessage(int templateId)
    {
        foreach (var message in Messages)
            if (message.Id == templateId) return message;
        return null;
    }

    public Message? FindMessage(string name)
    {
        foreach (var message in Messages)
            if (message.Name == name) return message;
        return null;
    }

    public SchemaType? FindType(string name)
    {
        foreach (var type in Types)
            if (type.Name == name) return type;
        return null;
    }
}
