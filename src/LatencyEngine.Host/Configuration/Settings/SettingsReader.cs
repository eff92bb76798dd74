using System.Collections.Immutable;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>
/// Reads one section out of the layers. Every value that was given is checked, also one that a higher layer hides.
/// After an error it goes on with a stand-in, so that all errors are found; nothing that was read may be used then.
/// Owned by one reading.
/// </summary>
/// <param name="layers">Sections only.</param>
/// <param name="isStandIn">Something else than a section was given, and refused: then nothing is missing in it.</param>
internal sealed class SettingsReader(LayerStack layers, bool isStandIn) : ISettings
{
    private readonly List<Member> _effective = [];

    private readonly List<string> _known = [];

    private bool _knowsItsKeys = true;

    private Reading Reading => layers.Reading;

    /// <summary>What was read, defaults included.</summary>
    public Node Effective => Node.Section(_effective);

    /// <summary>Reads a whole section: what nobody asked for is refused.</summary>
    public static T Read<T>(LayerStack layers, Func<ISettings, T> read, out Node effective)
    {
        var sections = layers.Sections();
        var reader = new SettingsReader(sections, isStandIn: sections.IsEmpty && !layers.IsEmpty);
        var result = read(reader);
        if (reader._knowsItsKeys) reader.RefuseUnknownKeys();
        effective = reader.Effective;
        return result;
    }

    public T Value<T>(string name, ISettingType<T> type, T fallback, string sentence)
    {
        var given = Find(name);
        if (!given.IsEmpty) return TryRead(given, type, out var value) ? Keep(name, given, type, value) : fallback;
        Keep(name, given, type, fallback);
        return fallback;
    }

    public T Required<T>(string name, ISettingType<T> type, string sentence)
    {
        var given = Find(name);
        if (given.IsEmpty) RefuseMissing(given.Key, type.Expected);
        else if (TryRead(given, type, out var value)) return Keep(name, given, type, value);
        return default!;
    }

    public bool TryValue<T>(string name, ISettingType<T> type, string sentence, out T value)
    {
        value = default!;
        var given = Find(name);
        if (given.IsEmpty) return false;
        if (IsNull(given.Top))
        {
            Reading.Settings.Add(new EffectiveSetting(given.Key, given.Top, given.Top.Origin));
            return false;
        }
        if (!TryRead(given, type, out value)) return false;
        Keep(name, given, type, value);
        return true;
    }

    public ImmutableArray<T> Values<T>(string name, ISettingType<T> type, string sentence)
    {
        var given = Find(name);
        if (given.IsEmpty) RefuseMissing(given.Key, "a list");
        var values = new List<T>();
        foreach (var element in given.Elements())
            if (TryRead(element, type, out var value))
                values.Add(value);
        var nodes = Node.List(values.Select(type.Write));
        _effective.Add(new Member(name, nodes));
        if (!given.IsEmpty) Reading.Settings.Add(new EffectiveSetting(given.Key, nodes, given.Top.Origin));
        return [.. values];
    }

    public T Section<T>(string name, Func<ISettings, T> read)
    {
        var result = Read(Find(name), read, out var effective);
        _effective.Add(new Member(name, effective));
        return result;
    }

    public ImmutableArray<T> List<T>(string name, Func<ISettings, T> read, string sentence, string byDefault)
    {
        var given = Find(name);
        var nodes = new List<Node>();
        var results = new List<T>();
        foreach (var element in given.Elements())
        {
            results.Add(Read(element, read, out var effective));
            nodes.Add(effective);
        }
        if (nodes.Count == 0) Reading.Settings.Add(new EffectiveSetting(given.Key, Node.List([]), given.Origin));
        _effective.Add(new Member(name, Node.List(nodes)));
        return [.. results];
    }

    public ImmutableArray<KeyValuePair<TName, T>> Map<TName, T>(
        string name, ISettingType<TName> nameType, Func<ISettings, T> read)
    {
        var given = Find(name).Sections();
        var members = new List<Member>();
        var results = new List<KeyValuePair<TName, T>>();
        foreach (var (text, origin) in NamesOf(given))
        {
            var child = given.Child(text, isData: true);
            var isGood = nameType.TryParse(Node.Scalar(NodeKind.Word, text), out var key);
            if (!isGood || nameType.Write(key).Text != text)
                Reading.Refuse(origin, child.Key, $"found '{text}'; expected {nameType.Expected}");
            results.Add(KeyValuePair.Create(key, Read(child, read, out var effective)));
            members.Add(new Member(text, effective));
        }
        _effective.Add(new Member(name, Node.Section(members)));
        return [.. results];
    }

    public T Variant<T>(string sentence, ImmutableArray<KeyValuePair<string, Func<ISettings, T>>> cases)
    {
        var read = Required(ISettings.KindName, new ChoiceType<Func<ISettings, T>>(cases), sentence);
        if (read is not null) return read(this);
        _knowsItsKeys = false;
        return default!;
    }

    private LayerStack Find(string name)
    {
        _known.Add(name);
        return layers.Child(name);
    }

    private bool TryRead<T>(LayerStack given, ISettingType<T> type, out T value)
    {
        value = default!;
        var isGood = false;
        foreach (var layer in given.Layers)
        {
            isGood = type.TryParse(layer.Root, out value);
            if (isGood) continue;
            var question = Suggestion.Question(layer.Root.Text, type.Choices);
            var message = $"found {layer.Root.Describe()}; expected {type.Expected}{question}";
            Reading.Refuse(layer.Root.Origin, given.Key, message);
        }
        return isGood;
    }

    private T Keep<T>(string name, LayerStack given, ISettingType<T> type, T value)
    {
        var node = type.Write(value);
        _effective.Add(new Member(name, node));
        Reading.Settings.Add(new EffectiveSetting(given.Key, node, given.IsEmpty ? Origin.Default : given.Top.Origin));
        return value;
    }

    private void RefuseMissing(string key, string expected)
    {
        if (!isStandIn) Reading.Refuse(layers.Origin, key, $"is missing; expected {expected}");
    }

    private void RefuseUnknownKeys()
    {
        foreach (var layer in layers.Layers)
        {
            foreach (var member in layer.Root.Members)
            {
                if (_known.Exists(name => name.Equals(member.Name, layer.NameComparison))) continue;
                Reading.Refuse(member.Origin, KeyPath.Append(layers.Key, member.Name), Advise(member.Name));
            }
        }
    }

    private string Advise(string name)
    {
        var kinds = Reading.KindsWith(KeyPath.Append(layers.Key, name));
        if (kinds.Length > 0) return $"is a key only where 'kind' is one of {kinds}";
        var near = Suggestion.For(name, _known);
        var meant = near is null ? Reading.KeyNamed(name) : KeyPath.Append(layers.Key, near);
        return meant is null
            ? $"is no key; expected one of {string.Join(", ", _known)}"
            : $"is no key; did you mean '{meant}'?";
    }

    private static bool IsNull(Node node) =>
        node.Kind == NodeKind.Null || node is { Kind: NodeKind.Word, Text: "null" };

    private static IEnumerable<(string Name, Origin Origin)> NamesOf(LayerStack given) => given.Layers
        .SelectMany(layer => layer.Root.Members)
        .GroupBy(member => member.Name)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Last().Origin));
}
