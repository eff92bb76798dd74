using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads a <c>composite</c> element: its members in place, their refs resolved.</summary>
internal sealed class CompositeReader(TypeTable types, TypeReader reader, int schemaVersion)
{
    private readonly Dictionary<CompositeType, Extent> _extents = new(ReferenceEqualityComparer.Instance);

    /// <summary>The composite, or null after a report.</summary>
    public CompositeType? Read(SchemaNode node, string? declaringPath)
    {
        var path = declaringPath is null ? node.Name : $"{declaringPath}.{node.Name}";
        if (!node.Children.Any())
            node.Error(Rule.EmptyType, $"composite '{node.Name}' has no member; expected at least one");
        var composite = node.Describe(new CompositeType
        {
            Name = node.Name,
            Location = node.Location,
            Members = ReadMembers(node, path),
        }, schemaVersion);
        composite = composite with { DeclaringPath = declaringPath };
        return IsWithinLimits(node, composite) ? composite : null;
    }

    private ImmutableArray<CompositeMember> ReadMembers(SchemaNode node, string path)
    {
        var members = ImmutableArray.CreateBuilder<CompositeMember>();
        var names = new UniqueNames(Rule.DuplicateMember, "member");
        var cursor = new LayoutCursor(node.Name);
        var children = node.Children.ToList();
        foreach (var child in children)
        {
            names.Check(child);
            if (ReadMember(child, path, cursor) is not { } member) continue;
            members.Add(member);
            if (member.Type is EncodedType { Length: 0 }) CheckVarData(child, members, child == children[^1]);
        }
        return members.ToImmutable();
    }

    private CompositeMember? ReadMember(SchemaNode node, string path, LayoutCursor cursor)
    {
        var isLegal = node.HasLegalName();
        var type = node.Tag == "ref" ? types.Resolve(node, "type") : reader.Read(node, path);
        if (type is null || !isLegal || IsNestedVarData(node, type)) return null;
        var presence = PresenceOf(type);
        var member = node.Describe(new CompositeMember
        {
            Name = node.Name,
            Location = node.Location,
            Type = type,
            Offset = cursor.End,
            Presence = presence,
            Constant = (type as EncodedType)?.Constant,
            IsReference = node.Tag == "ref",
        }, schemaVersion);
        member = member with
        {
            SinceVersion = Math.Max(member.SinceVersion, type.SinceVersion),
            SemanticType = member.SemanticType ?? type.SemanticType,
        };
        return presence == Presence.Constant
            ? member
            : member with { Offset = cursor.Place(node, type.Size, member.SinceVersion) };
    }

    private static Presence PresenceOf(SchemaType type) => type switch
    {
        EncodedType encoded => encoded.Presence,
        EnumType enumType => enumType.Presence,
        _ => Presence.Required,
    };

    private static bool IsNestedVarData(SchemaNode node, SchemaType type)
    {
        if (type is not CompositeType || !VarDataReader.IsVarData(type)) return false;
        node.Error(Rule.BadLength,
            $"'{node.Name}' holds var data, which has no fixed size; expected members of a composite to "
            + "have one");
        return true;
    }

    private static void CheckVarData(SchemaNode node, ImmutableArray<CompositeMember>.Builder members, bool isLast)
    {
        var followsLength = members.Count > 1 && members.Take(members.Count - 1).Any(m => m.Name == "length");
        if (isLast && followsLength && node.Name is ("varData" or "data")) return;
        node.Error(Rule.BadLength, node.Has("length") ? "length" : "type",
            $"'{node.Name}' has length 0, which stands for var data; expected at least 1, or the last "
            + "member, "
            + "called varData, behind a member called length");
    }

    private bool IsWithinLimits(SchemaNode node, CompositeType composite)
    {
        var extent = new Extent(Depth: 1, Members: composite.Members.Length);
        foreach (var member in composite.Members)
            if (member.Type is CompositeType inner && _extents.TryGetValue(inner, out var other))
                extent = new Extent(Math.Max(extent.Depth, other.Depth + 1), extent.Members + other.Members);
        _extents[composite] = extent;
        if (extent.Depth > SchemaLimits.TypeDepthMax)
            node.Error(Rule.TooDeep,
                $"composite '{node.Name}' nests {extent.Depth} deep; the limit is "
                + $"{SchemaLimits.TypeDepthMax}");
        else if (extent.Members > SchemaLimits.ExpandedMembersMax)
            node.Error(Rule.TooLarge,
                $"composite '{node.Name}' expands to {extent.Members} members; "
                + $"the limit is {SchemaLimits.ExpandedMembersMax}");
        else
            return true;
        return false;
    }

    /// <summary>What a composite comes to when every ref is expanded.</summary>
    private readonly record struct Extent(int Depth, int Members);
}
