using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads what stands in a message or a group: fields, then groups, then var data.</summary>
internal sealed class BlockReader
{
    private readonly FieldReader _fields;
    private readonly GroupReader _groups;
    private readonly VarDataReader _data;

    public BlockReader(TypeTable types, int schemaVersion)
    {
        _fields = new FieldReader(types, schemaVersion);
        _groups = new GroupReader(this, new DimensionReader(types), schemaVersion);
        _data = new VarDataReader(types, schemaVersion);
    }

    public Block Read(SchemaNode node, int depth)
    {
        var fields = ImmutableArray.CreateBuilder<MessageField>();
        var groups = ImmutableArray.CreateBuilder<MessageGroup>();
        var data = ImmutableArray.CreateBuilder<MessageData>();
        var names = new UniqueNames(Rule.DuplicateField, "field");
        var layout = new LayoutCursor(node.Name);
        CheckOrder(node);
        foreach (var child in node.Children)
        {
            var id = child.Integer("id", 0, SchemaLimits.IdMax);
            names.Check(child, id);
            if (child.Tag == "field") AddIfRead(fields, _fields.Read(child, id, layout));
            if (child.Tag == "group") AddIfRead(groups, _groups.Read(child, id, depth + 1));
            if (child.Tag == "data") AddIfRead(data, _data.Read(child, id));
        }
        CheckVersions(node, groups, data);
        return new Block(fields.ToImmutable(), groups.ToImmutable(), data.ToImmutable(), layout.End);
    }

    private static void AddIfRead<T>(ImmutableArray<T>.Builder list, T? item) where T : class
    {
        if (item is not null) list.Add(item);
    }

    private static void CheckOrder(SchemaNode node)
    {
        var latest = "field";
        foreach (var child in node.Children)
        {
            if (RankOf(child.Tag) < RankOf(latest))
                child.Error(Rule.OrderViolated,
                    $"<{child.Tag}> '{child.Name}' stands behind a <{latest}>; "
                    + "expected fields, then groups, then data, as they are on the wire");
            else
                latest = child.Tag;
        }
    }

    private static int RankOf(string tag) => tag switch
    {
        "field" => 0,
        "group" => 1,
        _ => 2,
    };

    private static void CheckVersions(
        SchemaNode node, IEnumerable<SchemaElement> groups, IEnumerable<SchemaElement> data)
    {
        var nodes = node.Children.ToLookup(c => c.Location);
        foreach (var elements in new[] { groups, data })
        {
            var order = new VersionOrder();
            foreach (var element in elements) order.Check(nodes[element.Location].First(), element.SinceVersion);
        }
    }

    /// <summary>What was read of a block; End is the byte behind the last field.</summary>
    internal sealed record Block(
        ImmutableArray<MessageField> Fields,
        ImmutableArray<MessageGroup> Groups,
        ImmutableArray<MessageData> Data,
        int End)
    {
        /// <summary>The block's length: the stated one where there is one and it is right.</summary>
        public int LengthOf(SchemaNode node, CompositeMember? carrier)
        {
            var stated = node.Integer("blockLength", 0, SchemaLimits.BlockBytesMax);
            if (stated < End)
                node.Error(Rule.BlockLengthTooSmall, "blockLength",
                    $"blockLength {stated} of '{node.Name}' is too small; its fields end at byte {End}");
            var length = Math.Max(stated ?? End, End);
            if (carrier is not null && length > WireCount.MaxOf(carrier))
                node.Error(Rule.BlockLengthTooLarge, "blockLength",
                    $"the block of '{node.Name}' has {length} bytes, but '{carrier.Name}' in front of it "
                    + $"can say at most {WireCount.MaxOf(carrier)}");
            return length;
        }
    }
}
