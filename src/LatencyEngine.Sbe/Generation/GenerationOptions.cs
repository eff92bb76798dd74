namespace LatencyEngine.Sbe.Generation;

/// <summary>What a project may choose about the C# that is generated from one schema. Immutable.</summary>
public sealed record GenerationOptions
{
    /// <summary>The namespace of all generated types. One schema per namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>
    /// The code goes into a hot room: members that may allocate carry <c>[ColdPath]</c>, whose attribute
    /// the room has.
    /// </summary>
    public bool HotPath { get; init; }

    /// <summary>
    /// Also emit a record per message of fixed size, for tests and user interfaces. Records allocate.
    /// </summary>
    public bool Dtos { get; init; }

    /// <summary>
    /// Mark what the schema deprecates with <c>[Obsolete]</c>; without it only the docstring says so.
    /// </summary>
    public bool MarkObsolete { get; init; }

    /// <summary>
    /// Emit nothing but a plain record per message, for serializers. Enums and sets are those that this other namespace has.
    /// </summary>
    public string? EventsOf { get; init; }
}
