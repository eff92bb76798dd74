using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Writes the fields of a block, and the members of composites, from JSON. One message, one thread.
/// </summary>
internal sealed class FieldWriter(ByteOrder order, int version)
{
    /// <param name="values">The object that holds the field's value under its name.</param>
    public void Write(Span<byte> block, MessageField field, JsonElement values, string path)
    {
        var value = MemberCheck.Find(values, field.Name);
        if (!field.IsIn(version)) MemberCheck.RequireNothing(value, path, field.SinceVersion, version);
        else if (field.Constant is { } constant) CheckConstant(constant, field.Type, value, path);
        else if (field.Type is SetType set) WriteSet(block[field.Offset..], set, values, field.Name, path);
        else WriteType(block[field.Offset..], field.Type, field.IsOptional, value, path);
    }

    /// <summary>
    /// A set is a list of names, or a number; a raw number beside the names may add bits without a name.
    /// </summary>
    private void WriteSet(Span<byte> bytes, SetType set, JsonElement values, string name, string path)
    {
        var bits = BitsOf(set, Required(MemberCheck.Find(values, name), path, "a list of names"), path);
        if (MemberCheck.Find(values, name + FieldReader.RawSuffix) is { ValueKind: not JsonValueKind.Null } raw)
        {
            var all = ScalarText.ReadInteger(raw, set.Encoding, path + FieldReader.RawSuffix).Bits;
            if ((all & set.KnownBits) != (bits & set.KnownBits))
                throw new SbeEncodeException(path + FieldReader.RawSuffix, $"{all}; the names of {name} make {bits}");
            bits = all;
        }

        Put(bytes, set.Encoding, bits);
    }

    private static ulong BitsOf(SetType set, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number) return ScalarText.ReadInteger(value, set.Encoding, path).Bits;
        if (value.ValueKind != JsonValueKind.Array)
            throw new SbeEncodeException(path, $"{value.GetRawText()}; expected a list of names of {set.Name}");
        var bits = 0UL;
        foreach (var element in value.EnumerateArray()) bits |= MaskOf(set, element, path);
        return bits;
    }

    private static ulong MaskOf(SetType set, JsonElement element, string path)
    {
        var name = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        return set.Find(name)?.Mask
            ?? throw new SbeEncodeException(
                path, $"{element.GetRawText()}; expected {string.Join(", ", set.Choices.Select(c => c.Name))}");
    }

    private void WriteType(Span<byte> bytes, SchemaType type, bool isOptional, JsonElement? value, string path)
    {
        switch (type)
        {
            case EncodedType encoded: WriteEncoded(bytes, encoded, isOptional, value, path); break;
            case EnumType e: Put(bytes, e.Encoding, ScalarText.ReadEnum(value, e, isOptional, path)); break;
            case CompositeType composite: WriteComposite(bytes, composite, isOptional, value, path); break;
            default: throw new InvalidOperationException($"{type.Name} is of no kind that SBE has");
        }
    }

    private void WriteComposite(
        Span<byte> bytes, CompositeType composite, bool isOptional, JsonElement? value, string path)
    {
        var isNull = value is null or { ValueKind: JsonValueKind.Null };
        if (isNull && !isOptional) throw new SbeEncodeException(path, "missing; expected an object");
        if (!isNull && value!.Value.ValueKind != JsonValueKind.Object)
            throw new SbeEncodeException(path, $"{value.Value.GetRawText()}; expected an object");
        if (!isNull) MemberCheck.RefuseUnknown(composite, value!.Value, path);

        var isFirst = true;
        foreach (var member in composite.Members)
        {
            if (isNull) WriteNullMember(bytes, member, isFirst);
            else WriteMember(bytes, member, value!.Value, $"{path}.{member.Name}");
            isFirst &= member.Presence == Presence.Constant;
        }
    }

    private void WriteMember(Span<byte> bytes, CompositeMember member, JsonElement values, string path)
    {
        var value = MemberCheck.Find(values, member.Name);
        var isOptional = member.Presence == Presence.Optional;
        if (!member.IsIn(version)) MemberCheck.RequireNothing(value, path, member.SinceVersion, version);
        else if (member.Constant is { } constant) CheckConstant(constant, member.Type, value, path);
        else if (member.Type is SetType set) WriteSet(bytes[member.Offset..], set, values, member.Name, path);
        else WriteType(bytes[member.Offset..], member.Type, isOptional, value, path);
    }

    /// <summary>A null composite is one whose first member is null; the rest stays zero.</summary>
    private void WriteNullMember(Span<byte> bytes, CompositeMember member, bool isFirst)
    {
        if (isFirst && member.Presence != Presence.Constant && member.IsIn(version))
            WriteNull(bytes[member.Offset..], member.Type);
    }

    private void WriteNull(Span<byte> bytes, SchemaType type)
    {
        if (type is EncodedType { IsCharArray: false } encoded) Put(bytes, encoded.Primitive, encoded.NullValue.Bits);
        else if (type is EnumType e) Put(bytes, e.Encoding, e.NullValue.Bits);
    }

    private void WriteEncoded(Span<byte> bytes, EncodedType type, bool isOptional, JsonElement? value, string path)
    {
        if (type.IsCharArray) WriteText(bytes, type, value, path);
        else if (type.IsArray) WriteArray(bytes, type, isOptional, value, path);
        else Put(bytes, type.Primitive, ScalarText.Read(value, type, isOptional, path).Bits);
    }

    private static void WriteText(Span<byte> bytes, EncodedType type, JsonElement? value, string path)
    {
        var text = JsonText.Read(Required(value, path, "a string"), path, type.CharacterEncoding);
        if (text.Length > type.Size)
            throw new SbeEncodeException(path, $"{text.Length} bytes of text; {type.Name} has room for {type.Size}");
        text.CopyTo(bytes);
    }

    private void WriteArray(Span<byte> bytes, EncodedType type, bool isOptional, JsonElement? value, string path)
    {
        var list = isOptional && value is null or { ValueKind: JsonValueKind.Null } ? (JsonElement?)null : value;
        if (list is { } given && (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() != type.Length))
            throw new SbeEncodeException(path, $"{given.GetRawText()}; expected a list of {type.Length} numbers");
        if (list is null && !isOptional)
            throw new SbeEncodeException(path, $"missing; expected a list of {type.Length} numbers");

        for (var i = 0; i < type.Length; i++)
        {
            var element = list is null ? (JsonElement?)null : list.Value[i];
            var scalar = ScalarText.Read(element, type, isOptional, $"{path}[{i}]");
            Put(bytes[(i * type.Primitive.Size)..], type.Primitive, scalar.Bits);
        }
    }

    private static void CheckConstant(ConstantValue constant, SchemaType type, JsonElement? value, string path)
    {
        if (value is null or { ValueKind: JsonValueKind.Null }) return;
        var expected = constant.EnumValue?.Name ?? constant.Text;
        var given = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : value.Value.GetRawText();
        if (given == expected) return;
        if (type is EncodedType { IsArray: false } encoded && constant.EnumValue is null
            && ScalarText.Read(value, encoded, isOptional: false, path) == constant.Value) return;
        throw new SbeEncodeException(path, $"{value.Value.GetRawText()}; the schema fixes it to {expected}");
    }

    private void Put(Span<byte> bytes, PrimitiveType type, ulong bits) => Wire.Write(bytes, type, order, bits);

    private static JsonElement Required(JsonElement? value, string path, string expected) =>
        value is null or { ValueKind: JsonValueKind.Null }
            ? throw new SbeEncodeException(path, $"missing; expected {expected}")
            : value.Value;
}
