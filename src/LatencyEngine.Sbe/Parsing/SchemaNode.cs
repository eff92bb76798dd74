using System.Globalization;
using System.Xml.Linq;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// One element of a schema as its readers see it: attributes with their meaning checked, and a place for
/// every finding. What <see cref="GrammarCheck"/> has already reported is not reported again.
/// </summary>
internal sealed class SchemaNode(XElement element, DiagnosticSink sink)
{
    /// <summary>The element's name without its prefix.</summary>
    public string Tag { get; } = element.Name.LocalName;

    public SourceLocation Location { get; } = SourceFile.Locate(element);

    /// <summary>The name attribute, however illegal; empty where it is missing.</summary>
    public string Name => Attribute("name") ?? "";

    public IEnumerable<SchemaNode> Children => element.Elements().Select(e => new SchemaNode(e, sink));

    /// <summary>
    /// The text inside, without line breaks around it; white space on one line may be meant.
    /// </summary>
    public string Text => element.Value.Contains('\n', StringComparison.Ordinal) ? element.Value.Trim() : element.Value;

    public string? Attribute(string name) => (string?)element.Attribute(name);

    public bool Has(string attribute) => element.Attribute(attribute) is not null;

    public void Error(string code, string message) => sink.Error(code, Location, message);

    /// <summary>Reports at the attribute, or at the element where the attribute is missing.</summary>
    public void Error(string code, string attribute, string message) => sink.Error(code, LocationOf(attribute), message);

    public SourceLocation LocationOf(string attribute) =>
        element.Attribute(attribute) is { } found ? SourceFile.Locate(found) : Location;

    /// <summary>Whether the name is a symbolic name of the standard; reports where it is not.</summary>
    public bool HasLegalName()
    {
        var name = Name;
        if (!Has("name")) return false;
        if (SymbolicName.IsLegal(name)) return true;
        Error(Rule.IllegalName, "name", $"'{name}' is not a legal name; expected {SymbolicName.Expected}");
        return false;
    }

    /// <summary>
    /// The attribute as an integer; null where it is missing, not a number or outside the range.
    /// </summary>
    public int? Integer(string attribute, int min, int max)
    {
        if (Attribute(attribute) is not { } text) return null;
        var style = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        if (!Int128.TryParse(text, style, CultureInfo.InvariantCulture, out var value))
            Error(Rule.BadNumber, attribute, $"{attribute} '{text}' is not a whole number; expected {min} "
                + $"to {max}");
        else if (value < min || value > max)
            Error(Rule.OutOfRange, attribute, $"{attribute} {value} is out of range; expected {min} to "
                + $"{max}");
        else
            return (int)value;
        return null;
    }

    /// <summary>
    /// The attribute as one of the words given, by position; null where it is missing or none of them.
    /// </summary>
    public int? Keyword(string attribute, params string[] words)
    {
        if (Attribute(attribute) is not { } text) return null;
        var index = Array.IndexOf(words, text);
        if (index >= 0) return index;
        Error(Rule.UnknownKeyword, attribute, $"{attribute} '{text}' is unknown; expected "
            + $"{string.Join(" or ", words)}");
        return null;
    }

    public Presence? Presence() => (Presence?)Keyword("presence", "required", "optional", "constant");

    /// <summary>
    /// The element with what every element may say of itself: description, meaning and versions.
    /// </summary>
    public T Describe<T>(T described, int schemaVersion) where T : SchemaElement
    {
        var since = Integer("sinceVersion", 0, SchemaLimits.IdMax) ?? 0;
        if (since > schemaVersion)
            Error(Rule.SinceVersionTooNew, "sinceVersion",
                $"'{Name}' has sinceVersion {since}, but the schema's version is {schemaVersion}");
        SchemaElement result = described with
        {
            Description = Attribute("description") ?? "",
            SemanticType = Attribute("semanticType"),
            SinceVersion = since,
            DeprecatedSince = Deprecation(since, schemaVersion),
        };
        return (T)result;
    }

    private int? Deprecation(int since, int schemaVersion)
    {
        var deprecated = Integer("deprecated", 0, SchemaLimits.IdMax);
        if (deprecated < since || deprecated > schemaVersion)
            Error(Rule.BadDeprecation, "deprecated",
                $"'{Name}' is deprecated since version {deprecated}; expected {since} (its sinceVersion) "
                + $"to {schemaVersion} (the schema's version)");
        return deprecated;
    }
}
