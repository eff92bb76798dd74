using LatencyEngine.Domain;

namespace LatencyEngine.Host.Journal.Fields;

/// <summary>A message as a table of its fields. Cold; immutable.</summary>
internal sealed class MessageShape(string name, int templateId, IReadOnlyList<MessageField> fields)
{
    public string Name { get; } = name;

    public int TemplateId { get; } = templateId;

    /// <summary>In the order of their bytes.</summary>
    public IReadOnlyList<MessageField> Fields { get; } = fields;

    public MessageField? Find(string field) => Fields.FirstOrDefault(f => f.Name == field);

    /// <summary>The block of a message, as long as its header and its bytes say.</summary>
    public static ReadOnlySpan<byte> BlockOf(ReadOnlySpan<byte> message)
    {
        if (LatencyEngineMessages.ReadHeader(message, out var header) != SbeStatus.Ok) return [];
        var rest = message[LatencyEngineMessages.HeaderSize..];
        return rest[..Math.Min(header.BlockLength, rest.Length)];
    }
}
