using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// An enum: named values of a char or an integer. Values not listed may still arrive from newer senders.
/// </summary>
public sealed record EnumType : SchemaType
{
    public required PrimitiveType Encoding { get; init; }

    /// <summary>The null value of the encoding (or of the type that encodingType names).</summary>
    public required PrimitiveValue NullValue { get; init; }

    /// <summary>Required or optional, for uses that do not say it themselves.</summary>
    public Presence Presence { get; init; }

    public required ImmutableArray<EnumValue> Values { get; init; }

    public override int Size => Encoding.Size;

    public EnumValue? Find(string name)
    {
        foreach (var value in Values)
            if (value.Name == name) return value;
        return null;
    }

    public EnumValue? Find(PrimitiveValue encoded)
    {
        foreach (var value in Values)
            if (value.Value == encoded) return value;
        return null;
    }
}
