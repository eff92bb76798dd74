using System.Collections.Frozen;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// What may stand where in a schema: SBE 1.0's XSD plus the few attributes that the reference tool adds
/// (presence and nullValue on enum, package on types).
/// </summary>
internal static class Grammar
{
    private static readonly string[] Version = ["sinceVersion", "deprecated"];
    private static readonly string[] Semantic = ["description", "semanticType"];
    private static readonly string[] AnyType = ["type", "composite", "enum", "set"];
    private static readonly string[] BlockChildren = ["field", "group", "data"];

    private static readonly FrozenDictionary<string, ElementRule> Rules = new Dictionary<string, ElementRule>
    {
        ["messageSchema"] = new(
            Required: ["package", "id"],
            Optional: ["version", "semanticVersion", "description", "byteOrder", "headerType"],
            Children: ["types", "message"]),
        ["types"] = new(Required: [], Optional: ["package"], Children: AnyType),
        ["type"] = new(
            Required: ["name", "primitiveType"],
            Optional: [.. Version, .. Semantic, "length", "presence", "valueRef", "characterEncoding", "nullValue",
                "minValue", "maxValue", "offset"],
            Children: [],
            HasText: true),
        ["composite"] = new(
            Required: ["name"], Optional: [.. Version, .. Semantic, "offset"], Children: [.. AnyType, "ref"]),
        ["ref"] = new(Required: ["name", "type"], Optional: [.. Version, .. Semantic, "offset"], Children: []),
        ["enum"] = new(
            Required: ["name", "encodingType"],
            Optional: [.. Version, .. Semantic, "offset", "presence", "nullValue"],
            Children: ["validValue"]),
        ["validValue"] = new(Required: ["name"], Optional: [.. Version, .. Semantic], Children: [], HasText: true),
        ["set"] = new(
            Required: ["name", "encodingType"], Optional: [.. Version, .. Semantic, "offset"], Children: ["choice"]),
        ["choice"] = new(Required: ["name"], Optional: [.. Version, .. Semantic], Children: [], HasText: true),
        ["message"] = new(
            Required: ["name", "id"], Optional: [.. Version, .. Semantic, "blockLength"], Children: BlockChildren),
        ["field"] = new(
            Required: ["name", "id", "type"],
            Optional: [.. Version, .. Semantic, "offset", "presence", "valueRef", "epoch", "timeUnit"],
            Children: []),
        ["group"] = new(
            Required: ["name", "id"],
            Optional: [.. Version, .. Semantic, "dimensionType", "blockLength"],
            Children: BlockChildren),
        ["data"] = new(Required: ["name", "id", "type"], Optional: [.. Version, .. Semantic, "presence"], Children: []),
    }.ToFrozenDictionary();

    public static ElementRule? Find(string element) => Rules.GetValueOrDefault(element);

    internal sealed record ElementRule(string[] Required, string[] Optional, string[] Children, bool HasText = false)
    {
        public bool Allows(string attribute) => Required.Contains(attribute) || Optional.Contains(attribute);
    }
}
