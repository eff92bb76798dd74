using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// What a message and a group have in common: a block of fields, then groups, then var data, in this order on
/// the wire.
/// </summary>
public abstract record MessageBlock : SchemaElement
{
    private protected MessageBlock()
    {
    }

    /// <summary>Template id of a message, field id of a group: 0 to 65535.</summary>
    public required int Id { get; init; }

    /// <summary>In the order of the schema, constants included. Offsets rise from field to field.</summary>
    public required ImmutableArray<MessageField> Fields { get; init; }

    public required ImmutableArray<MessageGroup> Groups { get; init; }

    public required ImmutableArray<MessageData> Data { get; init; }

    /// <summary>
    /// Bytes of the block as an encoder of this schema writes it: declared, or up to the last field's end.
    /// </summary>
    public required int BlockLength { get; init; }

    /// <summary>True when the block is all there is, so that its size never varies.</summary>
    public bool IsFixedSize => Groups.IsEmpty && Data.IsEmpty;

    /// <summary>
    /// The least blockLength that a message of <paramref name="actingVersion"/> can have: up to the end of
    /// the last field known in that version, without padding. A decoder refuses less.
    /// </summary>
    public int MinimumBlockLength(int actingVersion)
    {
        var length = 0;
        foreach (var field in Fields)
            if (field.IsIn(actingVersion))
                length = Math.Max(length, field.Offset + field.SizeAt(actingVersion));
        return length;
    }
}
