using System.Xml;
using System.Xml.Linq;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Checks a whole tree against <see cref="Grammar"/> before its meaning is read: elements, attributes and
/// text that do not belong, and attributes that are missing. Reports all of them.
/// </summary>
internal sealed class GrammarCheck(DiagnosticSink sink, XNamespace schemaNamespace)
{
    public void Check(XElement element)
    {
        if (Grammar.Find(element.Name.LocalName) is not { } rule) return;
        CheckAttributes(element, rule);
        if (!rule.HasText) CheckText(element);
        foreach (var child in element.Elements())
            if (CheckChild(element, rule, child)) Check(child);
    }

    private void CheckAttributes(XElement element, Grammar.ElementRule rule)
    {
        foreach (var attribute in element.Attributes())
        {
            if (attribute.IsNamespaceDeclaration || attribute.Name.Namespace != XNamespace.None) continue;
            if (rule.Allows(attribute.Name.LocalName)) continue;
            sink.Error(Rule.UnknownAttribute, SourceFile.Locate(attribute),
                $"unknown attribute '{attribute.Name.LocalName}' on <{element.Name.LocalName}>; expected "
                + "one of "
                + string.Join(", ", rule.Required.Concat(rule.Optional)));
        }
        foreach (var name in rule.Required)
            if (element.Attribute(name) is null)
                sink.Error(Rule.MissingAttribute, SourceFile.Locate(element),
                    $"<{element.Name.LocalName}> has no attribute '{name}'");
    }

    private bool CheckChild(XElement parent, Grammar.ElementRule rule, XElement child)
    {
        var isOurs = child.Name.Namespace == XNamespace.None || child.Name.Namespace == schemaNamespace;
        if (isOurs && rule.Children.Contains(child.Name.LocalName)) return true;
        var expected = rule.Children.Length == 0
            ? "no element"
            : string.Join(", ", rule.Children.Select(c => $"<{c}>"));
        sink.Error(Rule.UnknownElement, SourceFile.Locate(child),
            $"unknown element <{child.Name.LocalName}> in <{parent.Name.LocalName}>; expected {expected}");
        return false;
    }

    private void CheckText(XElement element)
    {
        foreach (var text in element.Nodes().OfType<XText>())
        {
            if (string.IsNullOrWhiteSpace(text.Value)) continue;
            var line = (IXmlLineInfo)text;
            sink.Error(Rule.UnexpectedText,
                SourceFile.Locate(element) with { Line = line.LineNumber, Column = line.LinePosition },
                $"text '{text.Value.Trim()}' in <{element.Name.LocalName}>; expected only elements");
        }
    }
}
