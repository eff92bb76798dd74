using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Writes JSON values into the zeroed bytes of a block or a composite. Refuses what would not come back as it
/// is.
/// </summary>
internal sealed class JsonValueReader(ByteOrder order, int actingVersion, WirePath path)
{
    private readonly JsonSymbols _symbols = new(actingVersion, path);
    private readonly JsonBytes _bytes = new(path);

    public void WriteFields(Span<byte> block, JsonElement json, MessageBlock owner)
    {
        CheckMembers(json, name => BlockNames.Has(owner, name) || RawMembers.IsRaw(name, owner));
        foreach (var field in owner.Fields)
        {
            path.Enter(field.Name);
            var value = JsonShape.Member(json, field.Name);
            if (RawMembers.IsAdded(field, owner))
                value = _symbols.WithRaw(value, json, field.Name, (SetType)field.Type);
            if (field.Constant is { } constant) CheckConstant(value, constant, field.Type);
            else if (!field.IsIn(actingVersion)) CheckAbsent(value, field);
            else Write(block[field.Offset..], value, field.Type, field.Presence);
            path.Leave();
        }
    }

    /// <summary>Refuses a value for what the acting version does not have.</summary>
    public void CheckAbsent(JsonElement json, SchemaElement element)
    {
        if (!JsonShape.IsEmpty(json))
            throw Refuse($"{JsonShape.Show(json)}, but it exists since version {element.SinceVersion} only; "
                + $"expected null in version {actingVersion}");
    }

    private void WriteComposite(Span<byte> at, JsonElement json, CompositeType type)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Refuse($"{JsonShape.Show(json)}; expected an object");
        CheckMembers(json, name => type.Find(name) is not null || RawMembers.IsRaw(name, type));
        foreach (var member in type.Members)
        {
            path.Enter(member.Name);
            var value = JsonShape.Member(json, member.Name);
            if (RawMembers.IsAdded(member, type))
                value = _symbols.WithRaw(value, json, member.Name, (SetType)member.Type);
            if (member.Constant is { } constant) CheckConstant(value, constant, member.Type);
            else if (!member.IsIn(actingVersion)) CheckAbsent(value, member);
            else Write(at[member.Offset..], value, member.Type, member.Presence);
            path.Leave();
        }
    }

    private void CheckMembers(JsonElement json, Func<string, bool> isKnown)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (isKnown(member.Name) || JsonShape.IsEmpty(member.Value)) continue;
            path.Enter(member.Name);
            throw Refuse($"the schema has no such member; found {JsonShape.Show(member.Value)}");
        }
    }

    private void Write(Span<byte> at, JsonElement json, SchemaType type, Presence presence)
    {
        if (JsonShape.IsNullOrMissing(json)) WriteNull(at, json, type, presence);
        else if (type is EncodedType encoded) WriteEncoded(at[..encoded.Size], json, encoded, presence);
        else if (type is EnumType enumType) Write(at, enumType.Encoding, _symbols.ReadEnum(json, enumType));
        else if (type is SetType set) Write(at, set.Encoding, _symbols.ReadSet(json, set));
        else WriteComposite(at, json, (CompositeType)type);
    }

    // A required float may be null: JSON has no other way to say NaN.
    private void WriteNull(Span<byte> at, JsonElement json, SchemaType type, Presence presence)
    {
        var isNull = json.ValueKind == JsonValueKind.Null;
        var isNaN = isNull && type is EncodedType { IsArray: false } encoded && NullIsNaN(encoded);
        if (presence != Presence.Optional && !isNaN)
            throw Refuse($"{(isNull ? "null" : "missing")}, but it is required");
        NullEncoding.Write(at, type, order, actingVersion);
    }

    private void WriteEncoded(Span<byte> at, JsonElement json, EncodedType type, Presence presence)
    {
        if (type.Primitive.Kind == PrimitiveKind.Char)
            _bytes.ReadText(json, type.CharacterEncoding, type.Length).CopyTo(at);
        else if (type.IsArray) WriteArray(at, json, type, presence);
        else WriteNumber(at, json, type);
    }

    private void WriteArray(Span<byte> at, JsonElement json, EncodedType type, Presence presence)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != type.Length)
            throw Refuse($"{JsonShape.Show(json)}; expected an array of {type.Length} numbers");
        var mayBeNull = presence == Presence.Optional || NullIsNaN(type);
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            path.At(index);
            var target = at[(index++ * type.Primitive.Size)..];
            var isNull = element.ValueKind == JsonValueKind.Null && mayBeNull;
            if (isNull) Write(target, type.Primitive, type.NullValue);
            else WriteNumber(target, element, type);
        }
    }

    private static bool NullIsNaN(EncodedType type) => type.Primitive.IsFloatingPoint && type.NullValue.IsNaN;

    private void WriteNumber(Span<byte> at, JsonElement json, EncodedType type)
    {
        var (value, mistake) = WireNumber.Read(json, type);
        if (mistake is not null) throw Refuse(mistake);
        Write(at, type.Primitive, value);
    }

    private void Write(Span<byte> at, PrimitiveType type, PrimitiveValue value) =>
        WireValue.Write(at, type, order, value);

    private void CheckConstant(JsonElement json, ConstantValue constant, SchemaType type)
    {
        if (JsonShape.IsNullOrMissing(json)) return;
        var expected = type is EnumType ? constant.EnumValue!.Name : constant.Text;
        var isEqual = json.ValueKind == JsonValueKind.String
            ? json.GetString() == expected
            : IsSameNumber(json, constant.Value);
        if (!isEqual) throw Refuse($"{JsonShape.Show(json)}, but it is the constant {expected}");
    }

    private static bool IsSameNumber(JsonElement json, PrimitiveValue value) => value.IsFloatingPoint
        ? json.ValueKind == JsonValueKind.Number && json.GetDouble().Equals(value.ToDouble())
        : WireNumber.ReadInteger(json) == value.ToInteger();

    private SbeEncodeException Refuse(string reason) => new(path.ToString(), reason);
}
