using System.Security;
using System.Xml;
using System.Xml.Linq;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Turns a schema file and the local files that it includes by XInclude into one XML tree that remembers
/// file, line and column. Nothing outside is reached: no DTD, no entities, no network.
/// </summary>
internal sealed class SchemaFileLoader(DiagnosticSink sink)
{
    private static readonly XName Include = XName.Get("include", "http://www.w3.org/2001/XInclude");

    private readonly List<string> _files = [];
    private readonly Stack<string> _open = new();
    private int _includes;

    /// <summary>Full paths of all files read, the schema's own first.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>The root element, or null after an error.</summary>
    public XElement? LoadFile(string path)
    {
        var place = new SourceLocation(path, 1, 1);
        return ReadAll(path, Rule.UnreadableFile, place) is { } bytes ? LoadBytes(bytes, path) : null;
    }

    /// <summary>As <see cref="LoadFile"/>; <paramref name="path"/> is where the text would stand.</summary>
    public XElement? LoadText(string text, string path) =>
        Load(settings => XmlReader.Create(new StringReader(text), settings), path);

    private XElement? LoadBytes(byte[] bytes, string path) =>
        Load(settings => XmlReader.Create(new MemoryStream(bytes), settings), path);

    private XElement? Load(Func<XmlReaderSettings, XmlReader> open, string path)
    {
        var full = Path.GetFullPath(path);
        if (!_files.Contains(full)) _files.Add(full);
        if (Parse(open, path) is not { } root) return null;
        root.AddAnnotation(new SourceFile(path));
        _open.Push(full);
        var complete = ResolveIncludes(ref root, path);
        _open.Pop();
        return complete ? root : null;
    }

    private XElement? Parse(Func<XmlReaderSettings, XmlReader> open, string path)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = SchemaLimits.FileCharactersMax,
        };
        try
        {
            CheckDepth(open, settings);
            using var reader = open(settings);
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo).Root!;
            root.Remove(); // An element with a parent is copied when it is put elsewhere, and a copy has no lines.
            return root;
        }
        catch (XmlException e)
        {
            var place = new SourceLocation(path, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition));
            sink.Error(Rule.MalformedXml, place, $"the file is not well-formed XML: {e.Message}");
            return null;
        }
    }

    // Before the tree is built: building it, and everything that walks it, recurses as deep as the elements
    // do.
    private static void CheckDepth(Func<XmlReaderSettings, XmlReader> open, XmlReaderSettings settings)
    {
        using var reader = open(settings);
        while (reader.Read())
        {
            if (reader.Depth <= SchemaLimits.ElementDepthMax) continue;
            var place = (IXmlLineInfo)reader;
            throw new XmlException(
                $"elements are nested more than {SchemaLimits.ElementDepthMax} deep", null, place.LineNumber,
                place.LinePosition);
        }
    }

    private bool ResolveIncludes(ref XElement root, string path)
    {
        var complete = true;
        foreach (var include in root.DescendantsAndSelf(Include).ToList())
        {
            var included = LoadIncluded(include, path);
            complete &= included is not null;
            if (included is null) continue;
            if (include == root) root = included;
            else include.ReplaceWith(included);
        }
        return complete;
    }

    private XElement? LoadIncluded(XElement include, string path)
    {
        var place = SourceFile.Locate(include);
        if (TargetOf(include, place, path) is not { } target) return null;
        if (_open.Contains(Path.GetFullPath(target)))
            return Fail(place, $"'{target}' includes itself");
        if (_open.Count >= SchemaLimits.IncludeDepthMax)
            return Fail(place, $"files include one another more than {SchemaLimits.IncludeDepthMax} deep");
        if (++_includes > SchemaLimits.IncludesMax)
            return Fail(place, $"more than {SchemaLimits.IncludesMax} includes in one schema");
        return ReadAll(target, Rule.IncludeFailed, place) is { } bytes ? LoadBytes(bytes, target) : null;
    }

    private string? TargetOf(XElement include, SourceLocation place, string path)
    {
        var href = (string?)include.Attribute("href");
        if (string.IsNullOrWhiteSpace(href))
            return FailPath(place, "xi:include has no href; expected the relative path of a local file");
        if (include.Attributes().FirstOrDefault(a => !IsUnderstood(a)) is { } other)
            return FailPath(SourceFile.Locate(other),
                $"xi:include with {other.Name.LocalName}=\"{other.Value}\" is not supported; expected only "
                + "href");
        if (include.HasElements)
            return FailPath(place, "xi:include with xi:fallback is not supported; the file must exist");
        if (Path.IsPathRooted(href) || href.Contains(':', StringComparison.Ordinal))
            return FailPath(place, $"xi:include of '{href}'; expected the relative path of a local file");
        return Path.Combine(Path.GetDirectoryName(path) ?? "", href);
    }

    private static bool IsUnderstood(XAttribute attribute) =>
        attribute.IsNamespaceDeclaration
        || attribute.Name == "href"
        || (attribute.Name == "parse" && attribute.Value == "xml");

    private byte[]? ReadAll(string path, string code, SourceLocation place)
    {
        try
        {
            if (new FileInfo(path).Length <= SchemaLimits.FileCharactersMax) return File.ReadAllBytes(path);
            sink.Error(code, place, $"'{path}' is larger than {SchemaLimits.FileCharactersMax} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException
            or ArgumentException or NotSupportedException)
        {
            sink.Error(code, place, $"cannot read '{path}': {e.Message}");
        }
        return null;
    }

    private XElement? Fail(SourceLocation place, string message)
    {
        sink.Error(Rule.IncludeFailed, place, message);
        return null;
    }

    private string? FailPath(SourceLocation place, string message)
    {
        sink.Error(Rule.IncludeFailed, place, message);
        return null;
    }
}
