using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Finds a group's dimension composite and the members in it that have a meaning.</summary>
internal sealed class DimensionReader(TypeTable types)
{
    private const string DefaultName = "groupSizeEncoding";

    /// <summary>The dimension, or null after a report.</summary>
    public GroupDimension? Read(SchemaNode group)
    {
        var name = group.Attribute("dimensionType") ?? DefaultName;
        var type = types.Find(name);
        if (type is null && types.Declares(name)) return null;
        if (type is not CompositeType composite || VarDataReader.IsVarData(type))
        {
            group.Error(Rule.BadDimension, "dimensionType", type is null
                ? $"group '{group.Name}' has no dimension composite '{name}'; expected one with "
                    + "blockLength and numInGroup"
                : $"the dimension '{name}' of group '{group.Name}' is not a composite of fixed size");
            return null;
        }
        var members = new RoleFinder(Rule.BadDimension, $"dimension '{name}' of group "
            + $"'{group.Name}'", composite);
        var dimension = Build(group, composite, members);
        return members.IsComplete ? dimension : null;
    }

    private static GroupDimension Build(SchemaNode group, CompositeType composite, RoleFinder members)
    {
        var count = members.Require(group, "numInGroup");
        return new GroupDimension
        {
            Composite = composite,
            BlockLength = members.Require(group, "blockLength"),
            NumInGroup = count,
            NumGroups = members.Optional(group, "numGroups"),
            NumVarDataFields = members.Optional(group, "numVarDataFields"),
            MinCount = members.IsComplete ? WireCount.MinOf(count) : 0,
            MaxCount = members.IsComplete ? WireCount.MaxOf(count) : 0,
        };
    }
}
