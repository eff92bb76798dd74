using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// What may follow a block: a repeating group or a var data field, with the names it got and its place in the
/// order that encoders enforce. Immutable once the message's <see cref="MessagePlan"/> is complete.
/// </summary>
internal abstract class Section(SectionOwner owner, SchemaElement element, string property)
{
    /// <summary>The message, or the group whose entries have this section.</summary>
    public SectionOwner Owner { get; } = owner;

    public SchemaElement Element { get; } = element;

    /// <summary>The property of a decoder, and the method of an encoder.</summary>
    public string Property { get; } = property;

    /// <summary>0-based among the sections of the owner, in the order of the wire.</summary>
    public int Index { get; } = owner.Sections.Count;

    /// <summary>How errors name the section: <c>ExecReport.fills.note</c>.</summary>
    public string Path { get; } = $"{owner.Path}.{element.Name}";

    /// <summary>The state of an encoder that may begin this section, and nothing else.</summary>
    public int BeginState { get; init; }

    public int SinceVersion => Element.SinceVersion;

    /// <summary>
    /// Bytes that this section takes in any message: the dimensions of a group, the length of var data.
    /// </summary>
    public abstract int PrefixBytes { get; }

    /// <summary>The section before this one in the same owner; null for the first one.</summary>
    public Section? Previous => Index > 0 ? Owner.Sections[Index - 1] : null;

    /// <summary>The section that comes next in the same owner; null after the last one.</summary>
    public Section? Next => Index + 1 < Owner.Sections.Count ? Owner.Sections[Index + 1] : null;
}

/// <summary>A repeating group, with all that its entries have.</summary>
internal sealed class GroupSection : Section
{
    public GroupSection(
        GenerationContext context, SectionOwner owner, MessageGroup group, StateCounter states)
        : base(owner, group, owner.Names.Claim(Naming.Pascal(group.Name), "Group"))
    {
        Group = group;
        TypeName = context.Names.Of(group);
        Depth = owner.Group is null ? 0 : owner.Group.Depth + 1;
        BeginState = states.Next();
        EntryState = states.Next();
        Entry = new SectionOwner(context, group, TypeName, Path, this, states);
    }

    public MessageGroup Group { get; }

    /// <summary>The C# name that the group's types begin with.</summary>
    public string TypeName { get; }

    public string DecoderName => TypeName + "Decoder";

    public string EncoderName => TypeName + "Encoder";

    /// <summary>0 for a group of the message itself, one more inside each group.</summary>
    public int Depth { get; }

    /// <summary>The state of an encoder that may begin the next entry, and nothing else.</summary>
    public int EntryState { get; }

    /// <summary>What each entry is made of.</summary>
    public SectionOwner Entry { get; }

    /// <summary>
    /// Whether entries are blocks alone, so that count and block length say where the group ends.
    /// </summary>
    public bool IsFlat => Group.IsFixedSize;

    public override int PrefixBytes => Group.Dimension.Size;
}

/// <summary>A var data field.</summary>
internal sealed class DataSection : Section
{
    public DataSection(SectionOwner owner, MessageData data, StateCounter states)
        : base(owner, data, owner.Names.Claim(Naming.Pascal(data.Name), "Data", Derived(data)))
    {
        Data = data;
        BeginState = states.Next();
    }

    public MessageData Data { get; }

    public VarDataEncoding Encoding => Data.Encoding;

    /// <summary>How the bytes become a string; None for bytes that stay bytes.</summary>
    public TextForm Form => TextForms.FormOf(Encoding);

    public override int PrefixBytes => Encoding.Size;

    private static string[] Derived(MessageData data) =>
        TextForms.FormOf(data.Encoding) == TextForm.None ? [] : ["*Text"];
}
