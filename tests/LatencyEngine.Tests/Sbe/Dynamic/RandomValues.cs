using System.Text;
using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>
/// Makes values of any message, in the very form in which the decoder writes them. All of it follows from the
/// seed.
/// </summary>
internal sealed class RandomValues(int seed, int version)
{
    private const int EntriesMax = 3;
    private const int TextCharactersMax = 12;

    private readonly Random _random = new(seed);

    private ulong _unnamedBits;

    public string Of(Message message)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream);
        WriteBlock(json, message);
        json.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void WriteBlock(Utf8JsonWriter json, MessageBlock block)
    {
        json.WriteStartObject();
        foreach (var field in block.Fields)
        {
            json.WritePropertyName(field.Name);
            if (field.Constant is { } constant && field.IsIn(version)) WriteConstant(json, constant);
            else if (!field.IsIn(version)) json.WriteNullValue();
            else WriteValue(json, field.Type, field.Presence);
            WriteUnnamedBits(json, field.Name);
        }
        foreach (var group in block.Groups) WriteGroup(json, group);
        foreach (var data in block.Data) WriteData(json, data);
        json.WriteEndObject();
    }

    private void WriteGroup(Utf8JsonWriter json, MessageGroup group)
    {
        json.WriteStartArray(group.Name);
        var count = group.IsIn(version) ? _random.Next(EntriesMax + 1) : 0;
        for (var i = 0; i < count; i++) WriteBlock(json, group);
        json.WriteEndArray();
    }

    private void WriteData(Utf8JsonWriter json, MessageData data)
    {
        var length = data.IsIn(version) ? _random.Next(TextCharactersMax) : 0;
        var isUnicode = data.Encoding.CharacterEncoding == "UTF-8";
        if (data.Encoding.IsText) json.WriteString(data.Name, Text(length, isUnicode));
        else json.WriteString(data.Name, Convert.ToHexStringLower(Bytes(length)));
    }

    private void WriteValue(Utf8JsonWriter json, SchemaType type, Presence presence)
    {
        if (presence == Presence.Optional && _random.Next(4) == 0) json.WriteNullValue();
        else if (type is EncodedType encoded) WriteEncoded(json, encoded);
        else if (type is EnumType enumType) WriteEnum(json, enumType);
        else if (type is SetType set) WriteSet(json, set);
        else WriteComposite(json, (CompositeType)type, presence);
    }

    // A composite of nulls would be null: an optional one must have a value somewhere.
    private void WriteComposite(Utf8JsonWriter json, CompositeType type, Presence presence)
    {
        json.WriteStartObject();
        foreach (var member in type.Members)
        {
            json.WritePropertyName(member.Name);
            var isOptional = presence != Presence.Optional && member.Presence == Presence.Optional;
            if (!member.IsIn(version)) json.WriteNullValue();
            else if (member.Constant is { } constant) WriteConstant(json, constant);
            else WriteValue(json, member.Type, isOptional ? Presence.Optional : Presence.Required);
            WriteUnnamedBits(json, member.Name);
        }
        json.WriteEndObject();
    }

    private void WriteEncoded(Utf8JsonWriter json, EncodedType type)
    {
        if (type.Primitive.Kind == PrimitiveKind.Char)
        {
            json.WriteStringValue(Text(_random.Next(1, type.Length + 1), isUnicode: false));
            return;
        }
        if (type.IsArray) json.WriteStartArray();
        for (var i = 0; i < type.Length; i++) WriteNumber(json, type);
        if (type.IsArray) json.WriteEndArray();
    }

    private void WriteNumber(Utf8JsonWriter json, EncodedType type)
    {
        if (type.Primitive.Kind == PrimitiveKind.Float)
            json.WriteNumberValue(BitConverter.Int32BitsToSingle(_random.Next(0x7F00_0000)));
        else if (type.Primitive.Kind == PrimitiveKind.Double)
            json.WriteNumberValue(-BitConverter.Int64BitsToDouble(_random.NextInt64(0x7FE0_0000_0000_0000)));
        else
            json.WriteRawValue(Integer(type).ToString());
    }

    // The ends of the range are where codecs err.
    private Int128 Integer(EncodedType type)
    {
        var (min, max) = (type.MinValue.ToInteger(), type.MaxValue.ToInteger());
        return _random.Next(4) switch
        {
            0 => min,
            1 => max,
            _ => min + (Int128)((UInt128)(ulong)_random.NextInt64() * 2 % (UInt128)(max - min + 1)),
        };
    }

    private void WriteEnum(Utf8JsonWriter json, EnumType type)
    {
        var known = type.Values.Where(v => v.IsIn(version)).ToList();
        json.WriteStringValue(known[_random.Next(known.Count)].Name);
    }

    private void WriteSet(Utf8JsonWriter json, SetType type)
    {
        json.WriteStartArray();
        var bits = 0UL;
        foreach (var choice in type.Choices)
        {
            if (!choice.IsIn(version) || _random.Next(2) != 0) continue;
            json.WriteStringValue(choice.Name);
            bits |= choice.Mask;
        }

        var unknown = (ulong)_random.NextInt64() & ~type.KnownBits & (ulong)type.Encoding.HighestInteger;
        json.WriteEndArray();
        _unnamedBits = unknown == 0 ? 0 : bits | unknown;
    }

    /// <summary>The number of the set just written follows it where some of its bits have no name.</summary>
    private void WriteUnnamedBits(Utf8JsonWriter json, string set)
    {
        if (_unnamedBits != 0) json.WriteNumber(set + "Raw", _unnamedBits);
        _unnamedBits = 0;
    }

    private static void WriteConstant(Utf8JsonWriter json, ConstantValue constant)
    {
        if (constant.EnumValue is { } named) json.WriteStringValue(named.Name);
        else if (constant.IsText) json.WriteStringValue(constant.Text);
        else json.WriteRawValue(constant.Text);
    }

    private string Text(int length, bool isUnicode)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
            if (isUnicode && _random.Next(3) == 0) text.Append("é€😀");
            else text.Append((char)_random.Next(0x20, 0x7F));
        return text.ToString();
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
}
