using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Reads enums and sets from JSON: names, and numbers for what has none.</summary>
internal sealed class JsonSymbols(int actingVersion, WirePath path)
{
    public PrimitiveValue ReadEnum(JsonElement json, EnumType type)
    {
        if (json.ValueKind == JsonValueKind.String) return ReadEnumName(json.GetString()!, type);
        if (WireNumber.ReadInteger(json) is not { } raw)
            throw Refuse($"{JsonShape.Show(json)}; expected a name or a number of {type.Name}");
        if (raw < type.Encoding.LowestInteger || raw > type.Encoding.HighestInteger)
            throw Refuse($"{raw} does not fit {type.Encoding} of {type.Name}");
        return PrimitiveValue.FromInteger(type.Encoding.Kind, raw);
    }

    public PrimitiveValue ReadSet(JsonElement json, SetType type) =>
        new(type.Encoding.Kind, ReadBits(json, type));

    /// <summary>
    /// The set's value, with the raw number beside it taken into account: it must agree with the choices, and
    /// says the bits that have no name; alone, it says them all.
    /// </summary>
    public JsonElement WithRaw(JsonElement value, JsonElement owner, string name, SetType type)
    {
        var raw = JsonShape.Member(owner, RawMembers.NameOf(name));
        if (JsonShape.IsNullOrMissing(raw)) return value;
        var bits = ReadNumber(raw, type);
        if (JsonShape.IsNullOrMissing(value)) return JsonSerializer.SerializeToElement(new[] { bits });
        var named = ReadBits(value, type);
        if (named == bits || named == (bits & type.KnownBits))
            return JsonSerializer.SerializeToElement(new[] { bits });
        throw Refuse($"{JsonShape.Show(value)} disagrees with {RawMembers.NameOf(name)} {bits}");
    }

    private PrimitiveValue ReadEnumName(string name, EnumType type)
    {
        var value = type.Find(name)
            ?? throw Refuse($"'{name}' is no value of {type.Name}; expected one of "
                + string.Join(", ", type.Values.Select(v => v.Name)));
        CheckVersion(value);
        return value.Value;
    }

    private ulong ReadBits(JsonElement json, SetType type)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw Refuse($"{JsonShape.Show(json)}; expected an array of the choices of {type.Name}");
        var bits = 0UL;
        foreach (var element in json.EnumerateArray())
            bits |= element.ValueKind == JsonValueKind.String
                ? ReadChoice(element.GetString()!, type)
                : ReadNumber(element, type);
        return bits;
    }

    private ulong ReadChoice(string name, SetType type)
    {
        var choice = type.Find(name)
            ?? throw Refuse($"'{name}' is no choice of {type.Name}; expected one of "
                + string.Join(", ", type.Choices.Select(c => c.Name)));
        CheckVersion(choice);
        return choice.Mask;
    }

    private ulong ReadNumber(JsonElement json, SetType type)
    {
        var highest = type.Encoding.HighestInteger;
        if (WireNumber.ReadInteger(json) is { } bits && bits >= 0 && bits <= highest) return (ulong)bits;
        throw Refuse($"{JsonShape.Show(json)}; expected the name of a choice, or bits from 0 to {highest}");
    }

    private void CheckVersion(SchemaElement symbol)
    {
        if (!symbol.IsIn(actingVersion))
            throw Refuse($"'{symbol.Name}' exists since version {symbol.SinceVersion} only; "
                + $"writing version {actingVersion}");
    }

    private SbeEncodeException Refuse(string reason) => new(path.ToString(), reason);
}
