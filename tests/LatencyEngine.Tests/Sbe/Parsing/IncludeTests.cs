using LatencyEngine.Sbe.Parsing;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>XInclude: local files become part of the schema, everything else is refused.</summary>
public sealed class IncludeTests : IDisposable
{
    private const string Namespaces = "xmlns:xi='http://www.w3.org/2001/XInclude'";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sbe-include-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Types_of_an_included_file_are_the_schemas_own()
    {
        Write("common/types.xml", $"<types>{SchemaText.Header}<type name='px' primitiveType='int64'/></types>");
        var result = SchemaReader.ReadFile(Write("main.xml", SchemaThatIncludes("common/types.xml")));
        Assert.Empty(result.Diagnostics);
        Assert.Equal("px", result.Schema!.Messages[0].Fields[0].Type.Name);
        Assert.Equal(
            [PathOf("main.xml"), PathOf("common/types.xml")], result.Schema.SourceFiles.AsEnumerable());
    }

    [Fact]
    public void A_mistake_in_an_included_file_is_located_there()
    {
        var types = $"<types>\n{SchemaText.Header}\n<type name='px' primitiveType='int65'/></types>";
        var included = Write("types.xml", types);
        var error =
            Assert.Single(SchemaReader.ReadFile(Write("main.xml", SchemaThatIncludes("types.xml"))).Errors);
        Assert.Equal(Rule.UnknownPrimitive, error.Code);
        Assert.Equal(included, error.Location.File);
        Assert.Equal(8, error.Location.Line);
    }

    [Theory]
    [InlineData("missing.xml", "", "cannot read")]
    [InlineData("http://example.com/types.xml", "", "expected the relative path of a local file")]
    [InlineData("file:///etc/hostname", "", "expected the relative path of a local file")]
    [InlineData("/etc/hostname", "", "expected the relative path of a local file")]
    [InlineData("", "", "has no href")]
    [InlineData("types.xml", "parse='text'", "parse=\"text\" is not supported")]
    [InlineData("types.xml", "xpointer='a'", "xpointer=\"a\" is not supported")]
    [InlineData("main.xml", "", "includes itself")]
    public void Anything_else_than_a_local_file_is_refused(string href, string attributes, string says)
    {
        var path = Write("main.xml", SchemaThatIncludes(href, attributes));
        var error = Assert.Single(SchemaReader.ReadFile(path).Errors);
        Assert.Equal(Rule.IncludeFailed, error.Code);
        Assert.Equal((path, 2), (error.Location.File, error.Location.Line));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fallback_is_refused()
    {
        var xml = SchemaThatIncludes("types.xml", "><xi:fallback/></xi:include").Replace(
            "include/>", "include>", StringComparison.Ordinal);
        var error = SchemaReader.ReadFile(Write("main.xml", xml)).Errors.First();
        Assert.Equal(Rule.IncludeFailed, error.Code);
    }

    [Fact]
    public void Files_that_include_one_another_without_end_are_refused()
    {
        for (var i = 0; i <= SchemaLimits.IncludeDepthMax; i++)
            Write($"{i}.xml", $"<types {Namespaces}><xi:include href='{i + 1}.xml'/></types>");
        var error =
            Assert.Single(SchemaReader.ReadFile(Write("main.xml", SchemaThatIncludes("0.xml"))).Errors);
        Assert.Contains(
            $"more than {SchemaLimits.IncludeDepthMax} deep", error.Message, StringComparison.Ordinal);
    }

    private static string SchemaThatIncludes(string href, string attributes = "") =>
        $"""
        <sbe:messageSchema xmlns:sbe='http://fixprotocol.io/2016/sbe' {Namespaces} package='test' id='7'>
        <xi:include href='{href}' {attributes}/>
        <sbe:message name='M' id='1'><field name='a' id='1' type='px'/></sbe:message>
        </sbe:messageSchema>
        """;

    private string Write(string name, string content)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
