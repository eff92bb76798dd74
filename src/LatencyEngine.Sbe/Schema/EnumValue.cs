namespace LatencyEngine.Sbe.Schema;

/// <summary>A validValue of an enum.</summary>
public sealed record EnumValue : SchemaElement
{
    /// <summary>The number or character on the wire, of the enum's encoding.</summary>
    public required PrimitiveValue Value { get; init; }
}
