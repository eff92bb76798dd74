namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// The composite before a group's entries, with the members that have a meaning already found.
/// </summary>
public sealed record GroupDimension
{
    public required CompositeType Composite { get; init; }

    /// <summary>An unsigned integer: bytes of each entry's block.</summary>
    public required CompositeMember BlockLength { get; init; }

    /// <summary>An unsigned integer: how many entries follow.</summary>
    public required CompositeMember NumInGroup { get; init; }

    /// <summary>How many nested groups each entry has; null where the composite lacks it.</summary>
    public CompositeMember? NumGroups { get; init; }

    /// <summary>How many var data fields each entry has; null where the composite lacks it.</summary>
    public CompositeMember? NumVarDataFields { get; init; }

    /// <summary>The fewest entries that the schema allows.</summary>
    public required long MinCount { get; init; }

    /// <summary>
    /// The most entries: the schema's limit, or what numInGroup can hold below its null value.
    /// </summary>
    public required long MaxCount { get; init; }

    public int Size => Composite.Size;
}
