using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Reads an <c>enum</c> element and its values.</summary>
internal sealed class EnumReader(EncodingTypeReader encodings, int schemaVersion)
{
    /// <summary>The enum, or null after a report.</summary>
    public EnumType? Read(SchemaNode node)
    {
        var encoding = encodings.Read(node, p => !p.IsFloatingPoint, "char, or an integer");
        if (encoding is null) return null;
        var nullValue = NullValueOf(node, encoding);
        var values = ReadValues(node, encoding.Primitive, nullValue);
        if (!node.Children.Any())
            node.Error(Rule.EmptyType, $"enum '{node.Name}' has no value; expected at least one "
                + "<validValue>");
        return node.Describe(new EnumType
        {
            Name = node.Name,
            Location = node.Location,
            Encoding = encoding.Primitive,
            Presence = PresenceOf(node),
            NullValue = nullValue,
            Values = values,
        }, schemaVersion);
    }

    private static Presence PresenceOf(SchemaNode node)
    {
        var presence = node.Presence() ?? Presence.Required;
        if (presence != Presence.Constant) return presence;
        node.Error(Rule.InvalidPresence, "presence",
            $"enum '{node.Name}' cannot be constant; expected a field of it with presence=\"constant\" and "
            + "a valueRef");
        return Presence.Required;
    }

    private static PrimitiveValue NullValueOf(SchemaNode node, EncodedType encoding)
    {
        if (node.Attribute("nullValue") is not { } text) return encoding.NullValue;
        if (PrimitiveText.Parse(encoding.Primitive, text) is { } value) return value;
        node.Error(Rule.UnfitLimit, "nullValue",
            $"nullValue '{text}' of enum '{node.Name}' is no {encoding.Primitive.Name}; "
            + $"expected {PrimitiveText.Expected(encoding.Primitive)}");
        return encoding.NullValue;
    }

    private ImmutableArray<EnumValue> ReadValues(SchemaNode node, PrimitiveType primitive, PrimitiveValue nullValue)
    {
        var values = ImmutableArray.CreateBuilder<EnumValue>();
        foreach (var child in node.Children)
        {
            if (child.Tag != "validValue" || ReadValue(child, primitive, nullValue) is not { } value) continue;
            CheckUnique(child, value, values);
            values.Add(value);
        }
        return values.ToImmutable();
    }

    private EnumValue? ReadValue(SchemaNode node, PrimitiveType primitive, PrimitiveValue nullValue)
    {
        var isNamed = node.HasLegalName();
        var value = PrimitiveText.Parse(primitive, node.Text);
        if (value is null)
            node.Error(Rule.UnfitEnumValue,
                $"'{node.Text}' of '{node.Name}' is no {primitive.Name}; expected "
                + $"{PrimitiveText.Expected(primitive)}");
        else if (value == nullValue)
            node.Error(Rule.UnfitEnumValue,
                $"{value} of '{node.Name}' is the enum's null value; expected a value that is not null");
        if (!isNamed || value is null) return null;
        return node.Describe(
            new EnumValue { Name = node.Name, Location = node.Location, Value = value.Value }, schemaVersion);
    }

    private static void CheckUnique(SchemaNode node, EnumValue value, IEnumerable<EnumValue> earlier)
    {
        foreach (var other in earlier)
        {
            if (other.Name == value.Name)
                node.Error(Rule.DuplicateEnumValue, "name",
                    $"enum value '{value.Name}' is already declared at {other.Location}");
            else if (other.Value == value.Value)
                node.Error(Rule.DuplicateEnumValue,
                    $"'{value.Name}' has the value {value.Value}, which is that of '{other.Name}' at "
                    + $"{other.Location}");
        }
    }
}
