using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>A block and the sections that follow it: a message, or the entries of a group.</summary>
internal sealed class SectionOwner
{
    /// <summary>
    /// Members that decoders and encoders have of their own; what the schema calls so gets another name.
    /// </summary>
    private static readonly string[] Reserved =
    [
        "ActingVersion", "Block", "Complete", "CompleteEmpty", "ComputeEncodedLength", "CopyBlock", "Count",
        "Entry", "Enumerator", "GetEnumerator", "Next", "OutOfOrder", "Overlay", "Skip", "TryWrap",
        "Validate", "Wrap", "EncodedLength", "WriteJson", "WriteJsonMembers", "WriteText",
        "WriteTextMembers", "ToText", "TryFormat", "TemplateId", "SchemaId", "SchemaVersion", "BlockLength",
        "HeaderBits", "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize",
        "ReferenceEquals",
    ];

    private readonly List<Section> _sections = [];

    public SectionOwner(
        GenerationContext context, MessageBlock block, string typeName, string path, GroupSection? group,
        StateCounter states)
    {
        Block = block;
        Group = group;
        Path = path;
        Plan = new BlockPlan(context.Names.BlockOf(block), block);
        Names = new NameScope([.. Reserved, typeName + "Decoder", typeName + "Encoder"]);
        Forwards = [.. Plan.Members.Select(member => new FieldForward(member, Names))];
        foreach (var nested in block.Groups) _sections.Add(new GroupSection(context, this, nested, states));
        foreach (var data in block.Data) _sections.Add(new DataSection(this, data, states));
    }

    public MessageBlock Block { get; }

    /// <summary>The group that this is an entry of; null for a message.</summary>
    public GroupSection? Group { get; }

    public string Path { get; }

    /// <summary>The struct over the block.</summary>
    public BlockPlan Plan { get; }

    /// <summary>
    /// The names taken in the decoder of this owner; its encoder uses the same for sections.
    /// </summary>
    public NameScope Names { get; }

    /// <summary>The fields of the block as a decoder shows them.</summary>
    public IReadOnlyList<FieldForward> Forwards { get; }

    /// <summary>In the order of the wire: groups, then data.</summary>
    public IReadOnlyList<Section> Sections => _sections;

    /// <summary>Bytes that an encoder writes for the block and for empty sections after it.</summary>
    public int EmptyBytes => Block.BlockLength + Sections.Sum(section => section.PrefixBytes);

    /// <summary>Every section below this owner, depth first: the order of encoders.</summary>
    public IEnumerable<Section> AllSections()
    {
        foreach (var section in Sections)
        {
            yield return section;
            if (section is not GroupSection group) continue;
            foreach (var inner in group.Entry.AllSections()) yield return inner;
        }
    }
}
