using System.Collections.Immutable;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// A composite: members at fixed offsets. As an optional field it is null when its first member that takes
/// space is.
/// </summary>
public sealed record CompositeType : SchemaType
{
    private readonly int _size;
    private readonly int _newestVersion;

    /// <summary>Bytes, gaps included.</summary>
    public override int Size => _size;

    /// <summary>In the order of the schema, constants included. Offsets rise from member to member.</summary>
    public required ImmutableArray<CompositeMember> Members
    {
        get;
        init
        {
            field = value;
            foreach (var member in value)
            {
                _size = Math.Max(_size, member.Offset + member.Size);
                _newestVersion = Math.Max(_newestVersion, NewestVersionOf(member));
            }
        }
    }

    public CompositeMember? Find(string name)
    {
        foreach (var member in Members)
            if (member.Name == name) return member;
        return null;
    }

    /// <summary>Bytes up to the end of the last member that <paramref name="actingVersion"/> has.</summary>
    public override int SizeAt(int actingVersion)
    {
        if (actingVersion >= _newestVersion) return _size;
        var size = 0;
        foreach (var member in Members)
            if (member.IsIn(actingVersion))
                size = Math.Max(size, member.Offset + member.SizeAt(actingVersion));
        return size;
    }

    private static int NewestVersionOf(CompositeMember member) =>
        Math.Max(member.SinceVersion, (member.Type as CompositeType)?._newestVersion ?? 0);
}
