using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// The C# name of every type, message and group of one schema. All of them share one namespace, so a type
/// declared inside a composite carries the names around it (<c>InstrumentLot</c>).
/// </summary>
internal sealed class SchemaNames
{
    private static readonly string[] Reserved =
    [
        "SbeStatus", "SbeWire", "SbeThrow", "SbeDecimal", "SbeText", "SbeJson", "SbeSections", "SbeCursor",
        "SbeFieldKind", "SbeFieldLayout", "SbeDataLayout", "SbeMessageLayout",
    ];

    private static readonly string[] Derived = ["*Block", "*Encoder", "*Decoder", "*Dto"];

    private readonly NameScope _scope;
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<MessageGroup, string> _groups = new(ReferenceEqualityComparer.Instance);

    public SchemaNames(MessageSchema schema)
    {
        Dispatcher = Naming.Pascal(schema.Package) + "Messages";
        _scope = new NameScope([.. Reserved, Dispatcher]);
        foreach (var type in schema.Types) AddType(type, outer: "");
        foreach (var message in schema.Messages) AddMessage(message);
    }

    /// <summary>The class that knows all messages of the schema.</summary>
    public string Dispatcher { get; }

    /// <summary>The name of an enum, set or composite.</summary>
    public string Of(SchemaType type) => _types[KeyOf(type)];

    /// <summary>The name of a message.</summary>
    public string Of(Message message) => _messages[message.Name];

    /// <summary>
    /// The name of a group: the names of the message and the groups around it, then its own.
    /// </summary>
    public string Of(MessageGroup group) => _groups[group];

    /// <summary>
    /// The struct over the block of <paramref name="block"/>: the message itself when it has nothing but
    /// its block, else the name with <c>Block</c> after it.
    /// </summary>
    public string BlockOf(MessageBlock block) => block switch
    {
        Message { IsFixedSize: true } message => Of(message),
        Message message => Of(message) + "Block",
        MessageGroup group => Of(group) + "Block",
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static string KeyOf(SchemaType type) => $"{type.DeclaringPath}.{type.Name}";

    private void AddType(SchemaType type, string outer)
    {
        if (type is EncodedType) return;
        var wanted = outer.Length == 0 ? Naming.Pascal(type.Name) : Naming.Join(outer, Naming.Pascal(type.Name));
        var name = type is CompositeType ? _scope.Claim(wanted, "Type") : _scope.Claim(wanted, "Type", "*Encoding");
        _types.Add(KeyOf(type), name);
        if (type is not CompositeType composite) return;
        foreach (var member in composite.Members)
            if (!member.IsReference) AddType(member.Type, name);
    }

    private void AddMessage(Message message)
    {
        var name = _scope.Claim(Naming.Pascal(message.Name), "Message", Derived);
        _messages.Add(message.Name, name);
        foreach (var group in message.Groups) AddGroup(group, name);
    }

    private void AddGroup(MessageGroup group, string outer)
    {
        var name = _scope.Claim(Naming.Join(outer, Naming.Pascal(group.Name)), "Group", Derived);
        _groups.Add(group, name);
        foreach (var nested in group.Groups) AddGroup(nested, name);
    }
}
