using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Follows a valueRef, <c>Enum.Value</c>, to the enum value that it names.</summary>
internal sealed class ValueRefReader(TypeTable types)
{
    /// <summary>The enum and its value; null after a report.</summary>
    public (EnumType Enum, EnumValue Value)? Read(SchemaNode node)
    {
        var text = node.Attribute("valueRef")!;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
        {
            node.Error(Rule.UnknownValueRef, "valueRef", $"valueRef '{text}' is not of the form Enum.Value");
            return null;
        }
        var (enumName, valueName) = (text[..dot], text[(dot + 1)..]);
        if (FindEnum(node, enumName) is not { } type) return null;
        if (type.Find(valueName) is { } value) return (type, value);
        node.Error(Rule.UnknownValueRef, "valueRef",
            $"enum '{enumName}' has no value '{valueName}'; expected one of "
            + string.Join(", ", type.Values.Select(v => v.Name)));
        return null;
    }

    private EnumType? FindEnum(SchemaNode node, string name)
    {
        var type = types.Find(name);
        if (type is EnumType found) return found;
        if (type is not null || !types.Declares(name))
            node.Error(Rule.UnknownValueRef, "valueRef", type is null
                ? $"valueRef names the unknown enum '{name}'"
                : $"valueRef names '{name}', which is not an enum");
        return null;
    }
}
