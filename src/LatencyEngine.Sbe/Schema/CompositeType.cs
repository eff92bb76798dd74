using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// A composite: members at fixed offsets. As an optional field it is null when its first member that takes space is.
/// </summary>
public sealed record CompositeType : SchemaType
{
    /// <summary>Bytes, gaps included.</summary>
    public override int Size => SizeAt(int.MaxValue);

    /// <summary>In the order of the schema, constants included. Offsets rise from member to member.</summary>
    public required ImmutableArray<CompositeMember> Members { get; init; }

    public CompositeMember? Find(string name)
    {
        foreach (var member in Members)
            if (member.Name == name) return member;
        return null;
    }

    /// <summary>Bytes up to the end of the last member that <paramref name="actingVersion"/> has.</summary>
    public override int SizeAt(int actingVersion)
    {
        var size = 0;
        foreach (var member in Members)
            if (member.IsIn(actingVersion))
                size = Math.Max(size, member.Offset + member.SizeAt(actingVersion));
        return size;
    }
}
