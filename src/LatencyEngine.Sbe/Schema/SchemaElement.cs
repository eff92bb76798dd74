namespace LatencyEngine.Sbe.Schema;

/// <summary>What every named thing of a schema carries. Immutable, like all of the schema model.</summary>
public abstract record SchemaElement
{
    /// <summary>The name exactly as the schema spells it.</summary>
    public required string Name { get; init; }

    /// <summary>The description attribute, or empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>
    /// The semanticType attribute, own or (for fields) of the type; null when there is none.
    /// </summary>
    public string? SemanticType { get; init; }

    /// <summary>
    /// The first schema version that has this element. Resolved: for fields and composite members never less
    /// than that of their type.
    /// </summary>
    public int SinceVersion { get; init; }

    /// <summary>
    /// The schema version since which this element should not be used; null when it is in use.
    /// </summary>
    public int? DeprecatedSince { get; init; }

    /// <summary>Where the element's start tag begins.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Whether a message of <paramref name="actingVersion"/> carries this element.</summary>
    public bool IsIn(int actingVersion) => SinceVersion <= actingVersion;
}
