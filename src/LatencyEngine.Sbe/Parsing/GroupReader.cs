using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads a <c>group</c> element: its dimensions, and the block that each entry repeats.</summary>
internal sealed class GroupReader(BlockReader blocks, DimensionReader dimensions, int schemaVersion)
{
    /// <summary>The group, or null after a report.</summary>
    public MessageGroup? Read(SchemaNode node, int? id, int depth)
    {
        if (depth > SchemaLimits.GroupDepthMax)
        {
            node.Error(Rule.TooDeep,
                $"group '{node.Name}' is nested {depth} deep; the limit is {SchemaLimits.GroupDepthMax}");
            return null;
        }
        var isLegal = node.HasLegalName();
        var dimension = dimensions.Read(node);
        var block = blocks.Read(node, depth);
        var blockLength = block.LengthOf(node, dimension?.BlockLength);
        if (dimension is null || id is null || !isLegal) return null;
        return node.Describe(new MessageGroup
        {
            Name = node.Name,
            Location = node.Location,
            Id = id.Value,
            Dimension = dimension,
            Fields = block.Fields,
            Groups = block.Groups,
            Data = block.Data,
            BlockLength = blockLength,
        }, schemaVersion);
    }
}
