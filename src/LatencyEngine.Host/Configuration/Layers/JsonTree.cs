using System.Text;
using System.Text.Json;

namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>Builds the nodes of one JSON text. Owned by its reading.</summary>
internal sealed class JsonTree(LineMap lines, ICollection<ConfigurationError> errors)
{
    public Node ReadValue(ref Utf8JsonReader reader, string key)
    {
        var origin = lines.At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadSection(ref reader, key, origin),
            JsonTokenType.StartArray => ReadList(ref reader, key, origin),
            JsonTokenType.String => Node.Scalar(NodeKind.Text, reader.GetString()!, origin),
            JsonTokenType.Number => Node.Scalar(NodeKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), origin),
            JsonTokenType.True => Node.Scalar(NodeKind.True, "true", origin),
            JsonTokenType.False => Node.Scalar(NodeKind.False, "false", origin),
            _ => Node.Scalar(NodeKind.Null, "null", origin),
        };
    }

    private Node ReadSection(ref Utf8JsonReader reader, string key, Origin origin)
    {
        var members = new Dictionary<string, Member>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var nameOrigin = lines.At(reader.TokenStartIndex);
            var name = reader.GetString()!;
            var childKey = KeyPath.Append(key, name);
            reader.Read();
            var member = new Member(name, ReadValue(ref reader, childKey), nameOrigin);
            if (members.TryAdd(name, member)) continue;
            var first = members[name].Origin;
            errors.Add(new ConfigurationError(nameOrigin, childKey, $"found a second time; it is also at {first}"));
        }
        return Node.Section(members.Values, origin);
    }

    private Node ReadList(ref Utf8JsonReader reader, string key, Origin origin)
    {
        var elements = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            elements.Add(ReadValue(ref reader, KeyPath.Append(key, elements.Count)));
        return Node.List(elements, origin);
    }
}
