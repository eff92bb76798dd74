using System.Globalization;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>The names and ids already used in one scope.</summary>
internal sealed class UniqueNames(string code, string what)
{
    private readonly Dictionary<string, SchemaNode> _byName = [];
    private readonly Dictionary<int, SchemaNode> _byId = [];

    public void Check(SchemaNode node)
    {
        if (!node.Has("name") || _byName.TryAdd(node.Name, node)) return;
        node.Error(code, "name", $"{what} '{node.Name}' is already declared at "
            + $"{_byName[node.Name].Location}");
    }

    public void Check(SchemaNode node, int? id)
    {
        Check(node);
        if (id is not { } number || _byId.TryAdd(number, node)) return;
        var other = _byId[number];
        node.Error(code, "id", string.Create(CultureInfo.InvariantCulture,
            $"id {number} of {what} '{node.Name}' is that of '{other.Name}' at {other.Location}"));
    }
}
