using System.Text;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Tests.Sbe;

/// <summary>
/// Small schemas as text. The sign ¤ marks where a finding is expected, and is taken out before reading.
/// </summary>
internal static class SchemaText
{
    public const string FileName = "test.xml";
    public const char Mark = '¤';

    public const string Header =
        """
        <composite name="messageHeader">
          <type name="blockLength" primitiveType="uint16"/>
          <type name="templateId" primitiveType="uint16"/>
          <type name="schemaId" primitiveType="uint16"/>
          <type name="version" primitiveType="uint16"/>
        </composite>
        """;

    private const string Composites =
        """
        <composite name="groupSizeEncoding">
          <type name="blockLength" primitiveType="uint16"/>
          <type name="numInGroup" primitiveType="uint16"/>
        </composite>
        <composite name="text">
          <type name="length" primitiveType="uint16"/>
          <type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-8"/>
        </composite>
        <enum name="Side" encodingType="uint8">
          <validValue name="Buy">1</validValue>
          <validValue name="Sell">2</validValue>
        </enum>
        <set name="Flags" encodingType="uint8"><choice name="A">0</choice></set>
        """;

    /// <summary>A correct schema of version 2 with the types and messages given.</summary>
    public static string With(string types = "", string messages = "") =>
        Whole("package=\"test\" id=\"7\" version=\"2\"", Header + Composites + types, messages);

    public static string Whole(string attributes, string types, string messages) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" {attributes}>
        <types>
        {types}
        </types>
        {messages}
        </sbe:messageSchema>
        """;

    /// <summary>A message around fields, groups and data.</summary>
    public static string Message(string content) =>
        $"<sbe:message name=\"M\" id=\"1\">{content}</sbe:message>";

    public static MessageSchema Read(string xml)
    {
        var result = SchemaReader.ReadText(xml, FileName);
        Assert.Empty(result.Errors);
        return result.Schema!;
    }

    /// <summary>Reads marked text; returns the findings and the place of the mark.</summary>
    public static (SchemaResult Result, SourceLocation Mark) ReadMarked(string marked)
    {
        var index = marked.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(index >= 0, "the text has no mark");
        var before = marked.AsSpan(0, index);
        var line = before.Count('\n') + 1;
        var column = index - before.LastIndexOf('\n');
        var text = new StringBuilder(marked).Remove(index, 1).ToString();
        return (SchemaReader.ReadText(text, FileName), new SourceLocation(FileName, line, column));
    }
}
