using System.Xml;
using System.Xml.Linq;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Marks the root element of a file, so that an element included from elsewhere knows where it stands.
/// </summary>
internal sealed record SourceFile(string Path)
{
    /// <summary>Where the start tag begins.</summary>
    public static SourceLocation Locate(XElement element) => Locate(element, element, columnShift: -1);

    /// <summary>Where the attribute's name begins.</summary>
    public static SourceLocation Locate(XAttribute attribute) => Locate(attribute.Parent!, attribute, columnShift: 0);

    private static SourceLocation Locate(XElement owner, IXmlLineInfo place, int columnShift)
    {
        var file = owner.AncestorsAndSelf().Select(e => e.Annotation<SourceFile>()).FirstOrDefault(f => f is not null);
        var column = Math.Max(1, place.LinePosition + columnShift); // The reader points behind the '<'.
        return new SourceLocation(file?.Path ?? "", place.LineNumber, column);
    }
}
