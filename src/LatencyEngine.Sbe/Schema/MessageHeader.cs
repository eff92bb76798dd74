namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// The composite in front of every message, with the members that have a meaning already found.
/// </summary>
public sealed record MessageHeader
{
    public required CompositeType Composite { get; init; }

    /// <summary>An unsigned integer: bytes of the root block.</summary>
    public required CompositeMember BlockLength { get; init; }

    /// <summary>An unsigned integer: <see cref="MessageBlock.Id"/> of the message.</summary>
    public required CompositeMember TemplateId { get; init; }

    /// <summary>An unsigned integer: <see cref="MessageSchema.Id"/>.</summary>
    public required CompositeMember SchemaId { get; init; }

    /// <summary>An unsigned integer: the version that the sender wrote, which a decoder acts on.</summary>
    public required CompositeMember Version { get; init; }

    /// <summary>How many groups follow the root block; null where the composite lacks it.</summary>
    public CompositeMember? NumGroups { get; init; }

    /// <summary>How many var data fields follow; null where the composite lacks it.</summary>
    public CompositeMember? NumVarDataFields { get; init; }

    public int Size => Composite.Size;
}
