using System.Collections.Frozen;
using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// The named types of a schema, resolved on demand so that a type may refer to one declared later. A name is
/// resolved once; a wrong declaration is reported once, where it stands, and its users stay silent.
/// </summary>
internal sealed class TypeTable
{
    private static readonly FrozenDictionary<string, EncodedType> BuiltIn = PrimitiveType.All
        .ToFrozenDictionary(p => p.Name, ToBuiltIn);

    private readonly Dictionary<string, Entry> _entries = [];
    private readonly List<string> _path = [];
    private readonly TypeReader _reader;

    public TypeTable(int schemaVersion) => _reader = new TypeReader(this, schemaVersion);

    /// <summary>Adds the declarations of one types element.</summary>
    public void Declare(SchemaNode types)
    {
        foreach (var node in types.Children)
        {
            if (node.Tag is not ("type" or "composite" or "enum" or "set") || !node.Has("name")) continue;
            node.HasLegalName();
            if (PrimitiveType.Find(node.Name) is not null)
                node.Error(Rule.DuplicateType, "name", $"type '{node.Name}' is a primitive type of SBE; "
                    + "choose another name");
            else if (!_entries.TryAdd(node.Name, new Entry(node)))
                node.Error(Rule.DuplicateType, "name",
                    $"type '{node.Name}' is already declared at {_entries[node.Name].Node.Location}");
        }
    }

    /// <summary>Resolves everything, so that mistakes in unused types are found too.</summary>
    public ImmutableArray<SchemaType> ResolveAll()
    {
        foreach (var entry in _entries.Values) Resolve(entry);
        return [.. _entries.Values.Select(e => e.Type).OfType<SchemaType>()];
    }

    public bool Declares(string name) => _entries.ContainsKey(name);

    /// <summary>The declared type, or null, without a report, where there is none or it is wrong.</summary>
    public SchemaType? Find(string name) => _entries.TryGetValue(name, out var entry) ? Resolve(entry) : null;

    /// <summary>The type that an attribute of <paramref name="user"/> names; null after a report.</summary>
    public SchemaType? Resolve(SchemaNode user, string attribute)
    {
        if (user.Attribute(attribute) is not { } name) return null;
        if (!_entries.TryGetValue(name, out var entry))
        {
            if (BuiltIn.TryGetValue(name, out var primitive)) return primitive;
            user.Error(Rule.UnknownType, attribute, $"unknown type '{name}'; expected a primitive type or "
                + $"{Declared()}");
            return null;
        }
        if (entry.State != State.Open) return Resolve(entry);
        user.Error(Rule.TypeCycle, attribute,
            $"type '{name}' contains itself: "
            + $"{string.Join(" -> ", _path.SkipWhile(p => p != name).Append(name))}");
        return null;
    }

    private SchemaType? Resolve(Entry entry)
    {
        if (entry.State != State.Declared) return entry.Type;
        if (_path.Count >= SchemaLimits.TypeDepthMax)
        {
            entry.State = State.Resolved;
            entry.Node.Error(Rule.TooDeep, "types refer to one another more than "
                + $"{SchemaLimits.TypeDepthMax} deep");
            return null;
        }
        entry.State = State.Open;
        _path.Add(entry.Node.Name);
        entry.Type = _reader.Read(entry.Node, declaringPath: null);
        _path.RemoveAt(_path.Count - 1);
        entry.State = State.Resolved;
        return entry.Type;
    }

    private string Declared()
    {
        const int Shown = 8;
        var names = _entries.Keys.Order(StringComparer.Ordinal).ToList();
        var list = string.Join(", ", names.Take(Shown));
        return names.Count switch
        {
            0 => "a declared type (there is none)",
            > Shown => $"one of {list}, and {names.Count - Shown} more",
            _ => $"one of {list}",
        };
    }

    private static EncodedType ToBuiltIn(PrimitiveType primitive) => new()
    {
        Name = primitive.Name,
        Location = SourceLocation.BuiltIn,
        Primitive = primitive,
        NullValue = primitive.NullValue,
        MinValue = primitive.MinValue,
        MaxValue = primitive.MaxValue,
        IsBuiltIn = true,
    };

    private enum State
    {
        Declared,
        Open,
        Resolved,
    }

    private sealed class Entry(SchemaNode node)
    {
        public SchemaNode Node { get; } = node;

        public State State { get; set; }

        public SchemaType? Type { get; set; }
    }
}
