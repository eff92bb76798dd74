using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Writes values of a block or a composite as JSON. It reads only inside the span given, whose length its
/// caller has compared with what the acting version needs.
/// </summary>
internal sealed class JsonValueWriter(
    Utf8JsonWriter json, ByteOrder order, int actingVersion, DecodeOptions options)
{
    public void WriteFields(ReadOnlySpan<byte> block, MessageBlock owner)
    {
        foreach (var field in owner.Fields)
        {
            json.WritePropertyName(field.Name);
            var isPresent = field.IsIn(actingVersion);
            if (!isPresent) json.WriteNullValue();
            else if (field.Constant is { } constant) WriteConstant(constant, field.Type);
            else Write(block[field.Offset..], field.Type, field.Presence);
            if (RawMembers.IsAdded(field, owner))
                WriteRaw(field.Name, isPresent ? block[field.Offset..] : default, (SetType)field.Type);
        }
    }

    public void WriteComposite(ReadOnlySpan<byte> at, CompositeType type)
    {
        json.WriteStartObject();
        foreach (var member in type.Members)
        {
            json.WritePropertyName(member.Name);
            var isPresent = member.IsIn(actingVersion);
            if (!isPresent) json.WriteNullValue();
            else if (member.Constant is { } constant) WriteConstant(constant, member.Type);
            else Write(at[member.Offset..], member.Type, member.Presence);
            if (RawMembers.IsAdded(member, type))
                WriteRaw(member.Name, isPresent ? at[member.Offset..] : default, (SetType)member.Type);
        }
        json.WriteEndObject();
    }

    /// <summary>Text where the bytes are some, else the object that keeps them.</summary>
    public void WriteText(ReadOnlySpan<byte> bytes, string? encoding)
    {
        if (WireText.TryDecode(bytes, encoding) is { } text)
        {
            json.WriteStringValue(text);
            return;
        }
        json.WriteStartObject();
        json.WriteString(WireText.BytesMember, Convert.ToHexStringLower(bytes));
        json.WriteEndObject();
    }

    private void Write(ReadOnlySpan<byte> at, SchemaType type, Presence presence)
    {
        switch (type)
        {
            case EncodedType encoded: WriteEncoded(at[..encoded.Size], encoded, presence); break;
            case EnumType enumType: WriteEnum(at, enumType, presence); break;
            case SetType set: WriteSet(at, set); break;
            case CompositeType composite: WriteOptional(at, composite, presence); break;
        }
    }

    private void WriteOptional(ReadOnlySpan<byte> at, CompositeType type, Presence presence)
    {
        var isNull = presence == Presence.Optional && NullEncoding.Holds(at, type, order, actingVersion);
        if (isNull) json.WriteNullValue();
        else WriteComposite(at, type);
    }

    private void WriteEncoded(ReadOnlySpan<byte> at, EncodedType type, Presence presence)
    {
        var isNull = presence == Presence.Optional && NullEncoding.Holds(at, type, order, actingVersion);
        if (isNull) json.WriteNullValue();
        else if (type.Primitive.Kind == PrimitiveKind.Char)
            WriteText(WireText.TrimPadding(at), type.CharacterEncoding);
        else if (type.IsArray) WriteArray(at, type, presence);
        else WriteNumber(WireValue.Read(at, type.Primitive, order), type);
    }

    private void WriteArray(ReadOnlySpan<byte> at, EncodedType type, Presence presence)
    {
        json.WriteStartArray();
        for (var i = 0; i < type.Length; i++)
        {
            var value = WireValue.Read(at[(i * type.Primitive.Size)..], type.Primitive, order);
            var isNull = presence == Presence.Optional && WireValue.IsNull(value, type.NullValue);
            if (isNull) json.WriteNullValue();
            else WriteNumber(value, type);
        }
        json.WriteEndArray();
    }

    private void WriteNumber(PrimitiveValue value, EncodedType type)
    {
        if (value.IsFloatingPoint) WriteFloat(value, type);
        else WriteInteger(value);
    }

    // JSON has no NaN and no infinity. NaN is null wherever the schema's null is NaN, and a word otherwise.
    private void WriteFloat(PrimitiveValue value, EncodedType type)
    {
        var number = value.ToDouble();
        if (double.IsNaN(number) && type.NullValue.IsNaN) json.WriteNullValue();
        else if (!double.IsFinite(number)) json.WriteStringValue(FloatWords.Of(number));
        else if (value.Kind == PrimitiveKind.Float) json.WriteNumberValue(value.ToSingle());
        else json.WriteNumberValue(number);
    }

    private void WriteInteger(PrimitiveValue value)
    {
        if (value.Kind == PrimitiveKind.UInt64) json.WriteNumberValue(value.Bits);
        else json.WriteNumberValue((long)value.ToInteger());
    }

    private void WriteEnum(ReadOnlySpan<byte> at, EnumType type, Presence presence)
    {
        var value = WireValue.Read(at, type.Encoding, order);
        if (type.Find(value) is { } known) json.WriteStringValue(known.Name);
        else if (presence == Presence.Optional && value == type.NullValue) json.WriteNullValue();
        else WriteInteger(value);
    }

    // Only the names: where bits have none, the raw number beside the set has them all.
    private void WriteSet(ReadOnlySpan<byte> at, SetType type)
    {
        var bits = WireValue.Read(at, type.Encoding, order).Bits;
        json.WriteStartArray();
        foreach (var choice in type.Choices)
            if ((bits & choice.Mask) != 0) json.WriteStringValue(choice.Name);
        json.WriteEndArray();
    }

    /// <summary>The number of a set, on request or where a bit has no name, so that nothing of it is lost.</summary>
    private void WriteRaw(string name, ReadOnlySpan<byte> at, SetType type)
    {
        var bits = at.IsEmpty ? 0 : WireValue.Read(at, type.Encoding, order).Bits;
        if (!options.IncludeRaw && (bits & ~type.KnownBits) == 0) return;
        json.WritePropertyName(RawMembers.NameOf(name));
        if (at.IsEmpty) json.WriteNullValue();
        else json.WriteNumberValue(bits);
    }

    private void WriteConstant(ConstantValue constant, SchemaType type)
    {
        if (type is EnumType) json.WriteStringValue(constant.EnumValue!.Name);
        else if (constant.IsText) json.WriteStringValue(constant.Text);
        else if (constant.Value.Kind == PrimitiveKind.Char)
            json.WriteStringValue(constant.Value.ToChar().ToString());
        else WriteNumber(constant.Value, (EncodedType)type);
    }
}
