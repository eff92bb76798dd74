using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads the <c>message</c> elements of a schema.</summary>
internal sealed class MessageReader(TypeTable types, MessageHeader? header, int schemaVersion)
{
    private readonly BlockReader _blocks = new(types, schemaVersion);

    public ImmutableArray<Message> Read(SchemaNode root)
    {
        var messages = ImmutableArray.CreateBuilder<Message>();
        var names = new UniqueNames(Rule.DuplicateMessage, "message");
        foreach (var node in root.Children)
        {
            if (node.Tag != "message") continue;
            var id = node.Integer("id", 0, SchemaLimits.IdMax);
            names.Check(node, id);
            if (ReadMessage(node, id) is { } message) messages.Add(message);
        }
        return messages.ToImmutable();
    }

    private Message? ReadMessage(SchemaNode node, int? id)
    {
        var isLegal = node.HasLegalName();
        var block = _blocks.Read(node, depth: 0);
        var blockLength = block.LengthOf(node, header?.BlockLength);
        if (id is null || !isLegal) return null;
        if (header is not null && id > WireCount.MaxOf(header.TemplateId))
            node.Error(Rule.DoesNotFitHeader, "id",
                $"id {id} of '{node.Name}' does not fit templateId of the message header; "
                + $"expected at most {WireCount.MaxOf(header.TemplateId)}");
        return node.Describe(new Message
        {
            Name = node.Name,
            Location = node.Location,
            Id = id.Value,
            Fields = block.Fields,
            Groups = block.Groups,
            Data = block.Data,
            BlockLength = blockLength,
        }, schemaVersion);
    }
}
