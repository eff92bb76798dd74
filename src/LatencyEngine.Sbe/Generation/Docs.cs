using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>Writes docstrings and the attributes that say the same to the compiler.</summary>
internal static class Docs
{
    /// <summary>One summary; the text is plain and gets escaped here.</summary>
    public static void Summary(CodeWriter writer, string text) =>
        writer.Line($"/// <summary>{Escape(text)}</summary>");

    /// <summary>
    /// The element's description (or <paramref name="fallback"/>) as the summary, then remarks with the
    /// facts given and the versions; for MarkObsolete also the attribute.
    /// </summary>
    public static void Element(
        CodeWriter writer, GenerationOptions options, SchemaElement element, string fallback, params string[] facts)
    {
        Summary(writer, element.Description.Length > 0 ? Sentence(element.Description) : fallback);
        var remarks = string.Join(' ', facts.Concat(Facts(element)).Where(fact => fact.Length > 0));
        if (remarks.Length > 0) writer.Line($"/// <remarks>{Escape(remarks)}</remarks>");
        if (options.MarkObsolete && element.DeprecatedSince is { } version)
            writer.Line($"[global::System.Obsolete(\"Deprecated since version {version} of the schema.\")]");
    }

    /// <summary>
    /// The unit of a time field, such as "Nanoseconds since the unix epoch."; empty for other fields.
    /// </summary>
    public static string TimeUnit(string? epoch, string? timeUnit) => (epoch, timeUnit) switch
    {
        (null, null) => "",
        (_, null) => $"Time since the {epoch} epoch.",
        (null, _) => $"Unit: {timeUnit}.",
        _ => $"Unit: {timeUnit}, since the {epoch} epoch.",
    };

    /// <summary>What the schema says of a type that has a name but no C# type of its own; else empty.</summary>
    public static string TypeOf(SchemaType type) =>
        type is EncodedType { IsBuiltIn: false, Description.Length: > 0 } ? Sentence(type.Description) : "";

    private static IEnumerable<string> Facts(SchemaElement element)
    {
        if (element.SemanticType is { Length: > 0 } semanticType) yield return $"Semantic type {semanticType}.";
        if (element.SinceVersion > 0) yield return $"Since version {element.SinceVersion}.";
        if (element.DeprecatedSince is { } version) yield return $"Deprecated since version {version}.";
    }

    private static string Sentence(string description)
    {
        var text = string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0) return text;
        text = char.ToUpperInvariant(text[0]) + text[1..];
        return text[^1] is '.' or '!' or '?' ? text : text + ".";
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
