using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>How a member of a block is stored and shown; each kind has its own emitter.</summary>
internal enum MemberKind
{
    Number,
    NumberArray,
    CharArray,
    Enum,
    Set,
    Composite,
    Constant,
}

/// <summary>
/// A field of a message or group, or a member of a composite, with the C# names it got. Immutable.
/// </summary>
internal sealed record BlockMember
{
    private static readonly string[] NumberNames = ["*Raw", "*NullValue", "*MinValue", "*MaxValue"];

    private static readonly string[] CharArrayNames = ["*Raw", "*Text", "*Length", "*Storage", "TrySet*"];

    private static readonly string[] NumberArrayNames =
        ["Get*", "Set*", "Copy*To", "*Length", "*Storage", "*NullValue", "*MinValue", "*MaxValue"];

    private BlockMember(SchemaElement element, SchemaType type, NameScope names)
    {
        Element = element;
        Type = type;
        Kind = KindOf(type);
        Property = names.Claim(Naming.Pascal(element.Name), "Value", DerivedNames(Kind));
    }

    public SchemaElement Element { get; }

    public SchemaType Type { get; }

    public MemberKind Kind { get; private init; }

    /// <summary>Bytes from the start of the block.</summary>
    public required int Offset { get; init; }

    public required Presence Presence { get; init; }

    public ConstantValue? Constant { get; private init; }

    /// <summary>What the docstring says beside the description.</summary>
    public required string[] Facts { get; init; }

    /// <summary>
    /// The timeUnit of a field whose epoch is unix or not given; null for anything that is not a time.
    /// </summary>
    public string? UnixTimeUnit { get; private init; }

    /// <summary>The public property; names derived from it are free too.</summary>
    public string Property { get; }

    /// <summary>
    /// The property without a nullable view: that of an optional number or enum is called otherwise.
    /// </summary>
    public string RawProperty =>
        IsOptional && Kind is (MemberKind.Number or MemberKind.Enum) ? Property + "Raw" : Property;

    /// <summary>The private field that is the encoding.</summary>
    public string Field => Naming.Field(Property);

    public string Name => Element.Name;

    public int SinceVersion => Element.SinceVersion;

    public bool IsOptional => Presence == Presence.Optional;

    /// <summary>The primitive of a number or an array.</summary>
    public EncodedType Encoded => (EncodedType)Type;

    public static BlockMember Of(MessageField field, NameScope names)
    {
        var time = Docs.TimeUnit(field.Epoch, field.TimeUnit);
        var member = new BlockMember(field, field.Type, names)
        {
            Offset = field.Offset,
            Presence = field.Presence,
            Facts = [$"Field {field.Name}, id {field.Id}{Place(field.Presence, field.Offset)}.", time],
            UnixTimeUnit = field.Epoch is null or "unix" ? field.TimeUnit : null,
        };
        return member.WithConstant(field.Constant);
    }

    public static BlockMember Of(CompositeMember source, NameScope names)
    {
        var member = new BlockMember(source, source.Type, names)
        {
            Offset = source.Offset,
            Presence = source.Presence,
            Facts = [$"Member {source.Name}{Place(source.Presence, source.Offset)}."],
        };
        return member.WithConstant(source.Constant);
    }

    private static string Place(Presence presence, int offset) =>
        presence == Presence.Constant ? ", constant, not on the wire" : $", at byte {offset}";

    private static MemberKind KindOf(SchemaType type) => type switch
    {
        EncodedType { IsCharArray: true } => MemberKind.CharArray,
        EncodedType { IsArray: true } => MemberKind.NumberArray,
        EncodedType => MemberKind.Number,
        EnumType => MemberKind.Enum,
        SetType => MemberKind.Set,
        CompositeType => MemberKind.Composite,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string[] DerivedNames(MemberKind kind) => kind switch
    {
        MemberKind.CharArray => CharArrayNames,
        MemberKind.NumberArray => NumberArrayNames,
        MemberKind.Composite => ["*Ref"],
        _ => NumberNames,
    };

    private BlockMember WithConstant(ConstantValue? constant) =>
        constant is null ? this : this with { Kind = MemberKind.Constant, Constant = constant };
}
