namespace LatencyEngine.IntegrationTests;

/// <summary>Schemas as a part of real builds: what is wrong fails them at the right place, what is unchanged costs nothing.</summary>
public sealed class SbeBuildTests
{
    private const string Header = """
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" xmlns:xi="http://www.w3.org/2001/XInclude"
                           package="build.test" id="1" version="1">
          <types>
            <composite name="messageHeader">
              <type name="blockLength" primitiveType="uint16"/>
              <type name="templateId" primitiveType="uint16"/>
              <type name="schemaId" primitiveType="uint16"/>
              <type name="version" primitiveType="uint16"/>
            </composite>
          </types>
        """;

    [Fact]
    public void Every_mistake_of_every_schema_fails_the_build_with_file_line_and_column()
    {
        using var project = new TemporaryProject("""
            <SbeSchema Include="type.xml" Namespace="Wrong.Type" />
            <SbeSchema Include="enum.xml" Namespace="Wrong.Enum" />
            <SbeSchema Include="offset.xml" Namespace="Wrong.Offset" />
            <SbeSchema Include="xml.xml" Namespace="Wrong.Xml" />
            <SbeSchema Include="absent.xml" Namespace="Wrong.File" />
            """);
        project.Write("type.xml", Schema("<sbe:message name=\"M\" id=\"1\">\n    <field name=\"a\" id=\"1\" type=\"nope\"/>"));
        project.Write("enum.xml", Schema(
            "<types>\n    <enum name=\"E\" encodingType=\"uint8\"><validValue name=\"A\">256</validValue></enum>\n"
            + "  </types>\n  <sbe:message name=\"M\" id=\"1\">"));
        project.Write("offset.xml", Schema(
            "<sbe:message name=\"M\" id=\"1\">\n    <field name=\"a\" id=\"1\" type=\"uint64\"/>\n"
            + "    <field name=\"b\" id=\"2\" type=\"uint64\" offset=\"4\"/>"));
        project.Write("xml.xml", "<sbe:messageSchema");

        var (exitCode, output) = project.Build();

        Assert.NotEqual(0, exitCode);
        AssertFinding(project, output, "type.xml", line: 12, "unknown type 'nope'");
        AssertFinding(project, output, "enum.xml", line: 12, "256");
        AssertFinding(project, output, "offset.xml", line: 13, "offset 4");
        AssertFinding(project, output, "xml.xml", line: 1, "");
        Assert.Contains("absent.xml", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_schema_compiles_once_and_again_when_it_or_what_it_includes_changes()
    {
        using var project = new TemporaryProject("""<SbeSchema Include="good.xml" Namespace="Good.Messages" />""");
        project.Write("good.xml", Schema(
            "<xi:include href=\"types.xml\"/>\n  <sbe:message name=\"M\" id=\"1\"><field name=\"side\" id=\"1\" type=\"Side\"/>"));
        project.Write("types.xml", Types("Buy"));
        project.Write("User.cs", "public static class User { public static Good.Messages.Side Side() => Good.Messages.Side.Buy; }");
        AssertBuilds(project);
        var stamp = project.Generated("Good.Messages.stamp");
        var first = File.GetLastWriteTimeUtc(stamp);

        AssertBuilds(project);
        Assert.Equal(first, File.GetLastWriteTimeUtc(stamp));

        project.Write("types.xml", Types("Sell"));
        var (exitCode, output) = project.Build();
        Assert.NotEqual(0, exitCode);
        Assert.Contains("'Side' does not contain a definition for 'Buy'", output, StringComparison.Ordinal);

        File.Delete(project.PathOf("User.cs"));
        File.WriteAllText(project.Generated("Good.Messages", "Stale.g.cs"), "this is not C#");
        project.Write("good.xml", Schema("<xi:include href=\"types.xml\"/>\n  <sbe:message name=\"N\" id=\"1\">"));
        AssertBuilds(project);
        Assert.True(File.Exists(project.Generated("Good.Messages", "N.g.cs")));
        Assert.False(File.Exists(project.Generated("Good.Messages", "M.g.cs")));
        Assert.False(File.Exists(project.Generated("Good.Messages", "Stale.g.cs")));
    }

    [Fact]
    public void A_linter_finding_is_a_warning_of_the_build_even_where_warnings_are_errors_of_the_compiler()
    {
        using var project = new TemporaryProject("""<SbeSchema Include="lint.xml" Namespace="Lint" />""");
        project.Write("lint.xml", Schema("""
            <types>
                <composite name="groupSizeEncoding">
                    <type name="blockLength" primitiveType="uint16"/><type name="numInGroup" primitiveType="uint16"/>
                </composite>
                <composite name="text">
                    <type name="length" primitiveType="uint16"/><type name="varData" primitiveType="uint8" length="0"/>
                </composite>
            </types>
            <sbe:message name="M" id="1">
                <group name="late" id="1" sinceVersion="1"><field name="a" id="2" type="uint8"/></group>
                <data name="text" id="3" type="text"/>
            """));
        var (exitCode, output) = project.Build();
        Assert.Equal(0, exitCode);
        Assert.Contains("lint.xml(20,", output, StringComparison.Ordinal);
        Assert.Contains("warning SBE101", output, StringComparison.Ordinal);
    }

    private static string Schema(string body) => $"{Header}\n  {body}\n  </sbe:message>\n</sbe:messageSchema>\n";

    private static string Types(string value) => $"""
        <types><enum name="Side" encodingType="uint8"><validValue name="{value}">1</validValue></enum></types>
        """;

    private static void AssertBuilds(TemporaryProject project)
    {
        var (exitCode, output) = project.Build();
        Assert.True(exitCode == 0, output);
    }

    private static void AssertFinding(TemporaryProject project, string output, string file, int line, string text) =>
        Assert.Contains(
            output.Split('\n'),
            found => found.Contains($"{project.PathOf(file)}({line},", StringComparison.Ordinal)
                && found.Contains("error SBE", StringComparison.Ordinal)
                && found.Contains(text, StringComparison.Ordinal));
}
