using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// A struct to be: the members of a message's block, a group's block or a composite, with their names.
/// Immutable.
/// </summary>
internal sealed class BlockPlan
{
    /// <summary>
    /// Members that every generated struct may have; fields of these names get another one.
    /// </summary>
    private static readonly string[] Reserved =
    [
        "EncodedSize", "Create", "AsBytes", "IsNull", "IsAllNull", "Null", "SetNewerToNull", "TryGetDecimal", "TryFromDecimal",
        "WriteJson", "WriteJsonMembers", "WriteText", "WriteTextMembers", "TryFormat", "ToString", "Equals",
        "GetHashCode", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "ToDto",
    ];

    /// <summary>Members that only messages and blocks have besides.</summary>
    private static readonly string[] ReservedInBlocks =
    [
        .. Reserved, "TemplateId", "SchemaId", "SchemaVersion", "BlockLength", "EncodedLength", "MinimumBlockLength",
        "Decode", "TryDecode", "DecodeOther", "DecodeBlock", "DecodeOtherBlock", "View", "CheckView", "EncodeInPlace",
        "Encode", "TryEncode", "TryEncodeAs", "HasOurHeader", "WriteOurHeader", "HeaderBits", "Read", "Reset", "ToText",
    ];

    private readonly Func<int, int> _sizeAt;

    public BlockPlan(string name, CompositeType composite)
        : this(name, composite, composite.Size, composite.SizeAt)
    {
        var names = new NameScope([.. Reserved, name]);
        Members = [.. composite.Members.Select(member => BlockMember.Of(member, names))];
    }

    public BlockPlan(string name, MessageBlock block)
        : this(name, block, block.BlockLength, block.MinimumBlockLength)
    {
        var names = new NameScope([.. ReservedInBlocks, name]);
        Members = [.. block.Fields.Select(field => BlockMember.Of(field, names))];
    }

    private BlockPlan(string name, SchemaElement element, int sizeBytes, Func<int, int> sizeAt)
    {
        Name = name;
        Element = element;
        SizeBytes = sizeBytes;
        _sizeAt = sizeAt;
        Members = [];
    }

    /// <summary>The C# name of the struct.</summary>
    public string Name { get; }

    public SchemaElement Element { get; }

    /// <summary>
    /// Bytes of the encoding, padding included. May be 0, where C# still makes a struct of 1.
    /// </summary>
    public int SizeBytes { get; }

    /// <summary>In the order of the schema, constants included.</summary>
    public BlockMember[] Members { get; }

    /// <summary>The members that take space.</summary>
    public IEnumerable<BlockMember> Stored => Members.Where(member => member.Kind != MemberKind.Constant);

    /// <summary>Members that some older version of the schema lacks, or that have such members.</summary>
    public IEnumerable<BlockMember> Newer => Stored.Where(member => member.SinceVersion > 0 || HasNewer(member.Type));

    /// <summary>
    /// The version that gave the block its newest member: from there on, the whole of it is on the wire.
    /// </summary>
    public int LatestVersion =>
        Versions(Element, Members.Select(member => (member.Element, member.Type))).Max;

    /// <summary>
    /// The versions at which the known part of the block grew, oldest first, with its bytes from there
    /// on.
    /// </summary>
    public IReadOnlyList<(int Version, int SizeBytes)> Growth
    {
        get
        {
            var steps = new List<(int Version, int SizeBytes)> { (0, _sizeAt(0)) };
            foreach (var version in Versions(Element, Members.Select(member => (member.Element, member.Type))))
                if (_sizeAt(version) > steps[^1].SizeBytes) steps.Add((version, _sizeAt(version)));
            return steps;
        }
    }

    public static bool HasNewer(SchemaType type) =>
        type is CompositeType composite
        && composite.Members.Any(member => member.SinceVersion > 0 || HasNewer(member.Type));

    private static SortedSet<int> Versions(
        SchemaElement element, IEnumerable<(SchemaElement Element, SchemaType Type)> members)
    {
        var versions = new SortedSet<int> { element.SinceVersion };
        foreach (var (member, type) in members)
        {
            versions.Add(member.SinceVersion);
            if (type is CompositeType composite)
                versions.UnionWith(Versions(composite, composite.Members.Select(m => ((SchemaElement)m, m.Type))));
        }

        return versions;
    }
}
