using System.Globalization;
using System.Text;
using LatencyEngine.Host.Configuration.Layers;

namespace LatencyEngine.Host.Configuration;

/// <summary>
/// JSON in one form only: names in the order of their UTF-16 code units, no blanks, nothing escaped that need not be
/// (RFC 8785; whole numbers keep all their digits). Pure.
/// </summary>
public static class CanonicalJson
{
    private const char LastControl = '\u001F';

    public static string Write(Node node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Section:
                WriteSection(text, node);
                break;
            case NodeKind.List:
                WriteList(text, node);
                break;
            case NodeKind.Text or NodeKind.Word:
                WriteText(text, node.Text);
                break;
            default:
                text.Append(node.Text);
                break;
        }
    }

    private static void WriteSection(StringBuilder text, Node section)
    {
        text.Append('{');
        var separator = "";
        foreach (var member in section.Members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteText(text, member.Name);
            text.Append(':');
            Write(text, member.Value);
            separator = ",";
        }
        text.Append('}');
    }

    private static void WriteList(StringBuilder text, Node list)
    {
        text.Append('[');
        for (var i = 0; i < list.Elements.Length; i++)
        {
            if (i > 0) text.Append(',');
            Write(text, list.Elements[i]);
        }
        text.Append(']');
    }

    private static void WriteText(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var c in content)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c <= LastControl) text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(c);
        }
        text.Append('"');
    }
}
