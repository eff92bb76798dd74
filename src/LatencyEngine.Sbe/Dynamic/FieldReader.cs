using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Writes the fields of a block, and the members of composites, as JSON. One message, one thread.</summary>
internal sealed class FieldReader(ByteOrder order, int version, bool includeRaw, Utf8JsonWriter json)
{
    /// <summary>Follows the name of a set in the name of the member that holds its number.</summary>
    public const string RawSuffix = "Raw";

    /// <param name="block">The block on the wire: long enough for every field that the version has.</param>
    public void Write(ReadOnlySpan<byte> block, MessageField field)
    {
        json.WritePropertyName(field.Name);
        if (!field.IsIn(version)) json.WriteNullValue();
        else if (field.Constant is { } constant) WriteConstant(constant, field.Type);
        else WriteType(block[field.Offset..], field.Type, field.IsOptional);
        if (field.IsIn(version)) WriteRaw(block, field.Name, field.Offset, field.Type);
    }

    private void WriteMember(ReadOnlySpan<byte> composite, CompositeMember member)
    {
        json.WritePropertyName(member.Name);
        if (!member.IsIn(version)) json.WriteNullValue();
        else if (member.Constant is { } constant) WriteConstant(constant, member.Type);
        else WriteType(composite[member.Offset..], member.Type, member.Presence == Presence.Optional);
        if (member.IsIn(version)) WriteRaw(composite, member.Name, member.Offset, member.Type);
    }

    /// <summary>The number of a set, where its names do not tell all or the caller asked for it.</summary>
    private void WriteRaw(ReadOnlySpan<byte> block, string name, int offset, SchemaType type)
    {
        if (type is not SetType set) return;
        var bits = Wire.Read(block[offset..], set.Encoding, order).Bits;
        if (includeRaw || (bits & ~set.KnownBits) != 0) json.WriteNumber(name + RawSuffix, bits);
    }

    private void WriteType(ReadOnlySpan<byte> bytes, SchemaType type, bool isOptional)
    {
        switch (type)
        {
            case EncodedType encoded: WriteEncoded(bytes, encoded, isOptional); break;
            case EnumType enumType: WriteEnum(Wire.Read(bytes, enumType.Encoding, order), enumType, isOptional); break;
            case SetType set: WriteSet(Wire.Read(bytes, set.Encoding, order).Bits, set); break;
            case CompositeType composite: WriteComposite(bytes, composite); break;
            default: throw new InvalidOperationException($"{type.Name} is of no kind that SBE has");
        }
    }

    private void WriteComposite(ReadOnlySpan<byte> bytes, CompositeType composite)
    {
        json.WriteStartObject();
        foreach (var member in composite.Members) WriteMember(bytes, member);
        json.WriteEndObject();
    }

    private void WriteEncoded(ReadOnlySpan<byte> bytes, EncodedType type, bool isOptional)
    {
        if (type.IsCharArray)
        {
            JsonText.Write(json, bytes[..type.Size].TrimEnd((byte)0), type.CharacterEncoding);
            return;
        }

        if (!type.IsArray)
        {
            WriteScalar(Wire.Read(bytes, type.Primitive, order), type, isOptional);
            return;
        }

        json.WriteStartArray();
        for (var i = 0; i < type.Length; i++)
            WriteScalar(Wire.Read(bytes[(i * type.Primitive.Size)..], type.Primitive, order), type, isOptional);
        json.WriteEndArray();
    }

    private void WriteScalar(PrimitiveValue value, EncodedType type, bool isOptional)
    {
        if (isOptional && value == type.NullValue) json.WriteNullValue();
        else WriteNumber(value);
    }

    private void WriteNumber(PrimitiveValue value)
    {
        switch (value.Kind)
        {
            case PrimitiveKind.Char: json.WriteStringValue([value.ToChar()]); break;
            case PrimitiveKind.Float or PrimitiveKind.Double when value.IsNaN: json.WriteNullValue(); break;
            case PrimitiveKind.Float or PrimitiveKind.Double when double.IsInfinity(value.ToDouble()):
                json.WriteStringValue(value.ToDouble() > 0 ? "Infinity" : "-Infinity");
                break;
            case PrimitiveKind.Float: json.WriteNumberValue(value.ToSingle()); break;
            case PrimitiveKind.Double: json.WriteNumberValue(value.ToDouble()); break;
            case PrimitiveKind.UInt64: json.WriteNumberValue(value.Bits); break;
            default: json.WriteNumberValue((long)value.ToInteger()); break;
        }
    }

    private void WriteEnum(PrimitiveValue value, EnumType type, bool isOptional)
    {
        if (type.Find(value) is { } known) json.WriteStringValue(known.Name);
        else if (isOptional && value == type.NullValue) json.WriteNullValue();
        else if (value.Kind == PrimitiveKind.UInt64) json.WriteNumberValue(value.Bits);
        else json.WriteNumberValue((long)value.ToInteger());
    }

    private void WriteSet(ulong bits, SetType set)
    {
        json.WriteStartArray();
        foreach (var choice in set.Choices.Where(choice => (bits & choice.Mask) != 0)) json.WriteStringValue(choice.Name);
        json.WriteEndArray();
    }

    private void WriteConstant(ConstantValue constant, SchemaType type)
    {
        if (constant.EnumValue is { } value) json.WriteStringValue(value.Name);
        else if (constant.IsText || type is EncodedType { IsCharArray: true }) json.WriteStringValue(constant.Text);
        else WriteNumber(constant.Value);
    }
}
