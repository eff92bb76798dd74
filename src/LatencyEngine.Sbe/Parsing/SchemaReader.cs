using System.Xml.Linq;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// The front door of the compiler: an SBE 1.0 schema in, the resolved model or every mistake out. Accepts
/// what the reference tool accepts, and refuses what would surprise on the wire. Stateless; any thread.
/// </summary>
public static class SchemaReader
{
    /// <summary>Reads a schema file and the local files that it includes by XInclude.</summary>
    public static SchemaResult ReadFile(string path)
    {
        var sink = new DiagnosticSink();
        var loader = new SchemaFileLoader(sink);
        return Finish(loader.LoadFile(path), loader, sink);
    }

    /// <summary>
    /// Reads a schema from text; <paramref name="path"/> names it in findings and is where includes start.
    /// </summary>
    public static SchemaResult ReadText(string xml, string path)
    {
        var sink = new DiagnosticSink();
        var loader = new SchemaFileLoader(sink);
        return Finish(loader.LoadText(xml, path), loader, sink);
    }

    private static SchemaResult Finish(XElement? root, SchemaFileLoader loader, DiagnosticSink sink)
    {
        var schema = root is null ? null : Read(root, loader, sink);
        if (schema is null || sink.HasErrors) return new SchemaResult(null, sink.ToSorted());
        EvolutionLinter.Check(schema, sink);
        return new SchemaResult(schema with { ContentHash = SchemaHash.Of(schema) }, sink.ToSorted());
    }

    private static MessageSchema? Read(XElement element, SchemaFileLoader loader, DiagnosticSink sink)
    {
        var root = new SchemaNode(element, sink);
        if (root.Tag != "messageSchema")
        {
            root.Error(Rule.WrongRoot, $"the root element is <{root.Tag}>; expected <messageSchema>");
            return null;
        }
        new GrammarCheck(sink, element.Name.Namespace).Check(element);
        var version = root.Has("version") ? root.Integer("version", 0, SchemaLimits.IdMax) : 0;
        var types = new TypeTable(version ?? SchemaLimits.IdMax);
        foreach (var node in root.Children)
            if (node.Tag == "types") types.Declare(node);
        var declared = types.ResolveAll();
        var header = new HeaderReader(types).Read(root);
        var messages = new MessageReader(types, header, version ?? SchemaLimits.IdMax).Read(root);
        return Build(root, header, version) is { } schema
            ? schema with { Types = declared, Messages = messages, SourceFiles = [.. loader.Files] }
            : null;
    }

    private static MessageSchema? Build(SchemaNode root, MessageHeader? header, int? version)
    {
        var id = root.Integer("id", 0, SchemaLimits.IdMax);
        var byteOrder = (ByteOrder)(root.Keyword("byteOrder", "littleEndian", "bigEndian") ?? 0);
        if (header is null || id is null || version is null || root.Attribute("package") is not { } package) return null;
        CheckFit(root, "id", id.Value, header.SchemaId);
        CheckFit(root, "version", version.Value, header.Version);
        return new MessageSchema
        {
            Package = package,
            Id = id.Value,
            Version = version.Value,
            SemanticVersion = root.Attribute("semanticVersion"),
            Description = root.Attribute("description") ?? "",
            ByteOrder = byteOrder,
            Header = header,
            Types = [],
            Messages = [],
            ContentHash = "",
            SourceFiles = [],
        };
    }

    private static void CheckFit(SchemaNode root, string attribute, int value, CompositeMember carrier)
    {
        if (value > WireCount.MaxOf(carrier))
            root.Error(Rule.DoesNotFitHeader, attribute,
                $"{attribute} {value} of the schema does not fit {carrier.Name} of the message header; "
                + $"expected at most {WireCount.MaxOf(carrier)}");
    }
}
