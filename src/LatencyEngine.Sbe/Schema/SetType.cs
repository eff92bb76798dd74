using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>A set of named bits in an unsigned integer. A set has no null; 0 is the empty set.</summary>
public sealed record SetType : SchemaType
{
    /// <summary>uint8, uint16, uint32 or uint64.</summary>
    public required PrimitiveType Encoding { get; init; }

    public required ImmutableArray<SetChoice> Choices { get; init; }

    /// <summary>All bits that have a name.</summary>
    public ulong KnownBits
    {
        get
        {
            var bits = 0UL;
            foreach (var choice in Choices) bits |= choice.Mask;
            return bits;
        }
    }

    public override int Size => Encoding.Size;

    public SetChoice? Find(string name)
    {
        foreach (var choice in Choices)
            if (choice.Name == name) return choice;
        return null;
    }
}
