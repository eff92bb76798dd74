using System.Collections.Immutable;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.TestKit;
using static LatencyEngine.Tests.Sbe.SchemaText;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>Which decoders a change between two versions of a schema breaks.</summary>
public sealed class SchemaCompatibilityTests
{
    private const string Old =
        "<field name='a' id='1' type='int32'/><field name='s' id='2' type='Side'/>"
        + "<group name='g' id='3'><field name='x' id='4' type='int8'/></group><data name='d' id='5' "
        + "type='text'/>";

    private static readonly string OldIdentity = "package='test' id='7' version='1'";
    private static readonly string NewIdentity = "package='test' id='7' version='2'";

    public static TheoryData<string, string, string, BrokenReaders> Changes => new()
    {
        { Rule.ElementRemoved, "<field name='s' id='2' type='Side'/>", "", BrokenReaders.Both },
        { Rule.ElementRemoved, "<data name='d' id='5' type='text'/>", "", BrokenReaders.Both },
        {
            Rule.ElementRemoved, "<group name='g' id='3'><field name='x' id='4' type='int8'/></group>", "",
            BrokenReaders.Both
        },
        { Rule.ElementMoved, "type='Side'", "type='Side' offset='8'", BrokenReaders.Both },
        { Rule.TypeChanged, "id='1' type='int32'", "id='1' type='uint32'", BrokenReaders.Both },
        { Rule.TypeChanged, "type='int8'", "type='uint8'", BrokenReaders.Both },
        { Rule.PresenceChanged, "type='int32'", "type='int32' presence='optional'", BrokenReaders.Old },
        { Rule.Renamed, "name='a'", "name='amount'", BrokenReaders.None },
        {
            Rule.AddedWithoutVersion, "<group", "<field name='n' id='9' type='int8'/><group",
            BrokenReaders.New
        },
        {
            Rule.AddedInTheMiddle, "<data", "<data name='e' id='9' type='text' sinceVersion='0'/><data",
            BrokenReaders.Old
        },
        {
            Rule.AddedInTheMiddle, "</group>", "<data name='e' id='9' type='text' sinceVersion='2'/></group>",
            BrokenReaders.Old
        },
        {
            Rule.AddedInTheMiddle, "<data", "<group name='h' id='9' sinceVersion='2'/><data",
            BrokenReaders.Old
        },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_change_names_whom_it_breaks(string code, string part, string changed, BrokenReaders breaks)
    {
        var findings = Compare(Message(Old), Message(Old.Replace(part, changed, StringComparison.Ordinal)));
        Assert.Contains((code, breaks), findings.Select(f => (f.Code, f.Breaks)));
    }

    [Fact]
    public void What_is_appended_with_a_version_breaks_nobody()
    {
        var grown =
            Old.Replace("<group", "<field name='n' id='8' type='int8' "
                + "sinceVersion='2'/><group", StringComparison.Ordinal)
            + "<data name='e' id='9' type='text' sinceVersion='2'/>";
        Assert.Empty(Compare(Message(Old), Message(grown)));
    }

    [Fact]
    public void The_same_schema_has_no_findings() => Assert.Empty(Compare(Message(Old), Message(Old)));

    [Theory]
    [InlineData("package='test' id='8' version='2'", Rule.IdentityChanged, BrokenReaders.Both)]
    [InlineData("package='test' id='7' version='2' byteOrder='bigEndian'", Rule.IdentityChanged,
        BrokenReaders.Both)]
    [InlineData("package='other' id='7' version='1'", Rule.VersionNotRaised, BrokenReaders.None)]
    public void A_change_of_identity_is_found(string identity, string code, BrokenReaders breaks)
    {
        var older = Read(Whole(OldIdentity, SchemaText.Header, ""));
        var finding =
            Assert.Single(SchemaCompatibility.Compare(older, Read(Whole(identity, SchemaText.Header, ""))));
        Assert.Equal((code, breaks), (finding.Code, finding.Breaks));
    }

    [Fact]
    public void A_change_of_the_header_breaks_both()
    {
        var wider = SchemaText.Header.Replace("\"uint16\"/>", "\"uint32\"/>", StringComparison.Ordinal);
        var older = Read(Whole(OldIdentity, SchemaText.Header, ""));
        var finding = Assert.Single(SchemaCompatibility.Compare(older, Read(Whole(NewIdentity, wider, ""))));
        Assert.Equal((Rule.IdentityChanged, BrokenReaders.Both), (finding.Code, finding.Breaks));
        Assert.Contains("primitive type uint32, was uint16", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Rule.MessageRemoved, BrokenReaders.New)]
    [InlineData("<message name='M' id='2'/>", Rule.MessageRemoved, BrokenReaders.Both)]
    [InlineData("<message name='N' id='1'/>", Rule.Renamed, BrokenReaders.None)]
    [InlineData("<message name='M' id='1'/><message name='N' id='2'/>", Rule.MessageAdded,
        BrokenReaders.None)]
    public void Messages_removed_renamed_and_added_are_found(
        string messages, string code, BrokenReaders breaks)
    {
        var finding = Assert.Single(Compare("<message name='M' id='1'/>", messages));
        Assert.Equal((code, breaks), (finding.Code, finding.Breaks));
    }

    [Theory]
    [InlineData("<validValue name='A'>1</validValue>", BrokenReaders.New)]
    [InlineData("<validValue name='A'>1</validValue><validValue name='B'>3</validValue>", BrokenReaders.Both)]
    public void Values_removed_and_renumbered_are_found(string values, BrokenReaders breaks)
    {
        const string Before = "<validValue name='A'>1</validValue><validValue name='B'>2</validValue>";
        var field = Message("<field name='e' id='1' type='E'/>");
        var older = Whole(OldIdentity, SchemaText.Header + EnumOf(Before), field);
        var newer = Whole(NewIdentity, SchemaText.Header + EnumOf(values), field);
        var finding = Assert.Single(SchemaCompatibility.Compare(Read(older), Read(newer)));
        Assert.Equal((Rule.ValuesChanged, breaks), (finding.Code, finding.Breaks));
    }

    [Fact]
    public void A_block_that_lost_its_padding_breaks_nobody()
    {
        var finding =
            Assert.Single(Compare("<message name='M' id='1' "
                + "blockLength='8'/>", "<message name='M' id='1'/>"));
        Assert.Equal((Rule.BlockShrank, BrokenReaders.None), (finding.Code, finding.Breaks));
    }

    [SharedDataFact]
    public void The_golden_versions_have_the_one_break_that_the_linter_warns_of()
    {
        var findings = SchemaCompatibility.Compare(
            GoldenVectors.Schema("golden-v0.xml"), GoldenVectors.Schema("golden-v3.xml"));
        var finding = Assert.Single(findings);
        Assert.Equal((Rule.AddedInTheMiddle, BrokenReaders.Old), (finding.Code, finding.Breaks));
        Assert.Contains("ExecReport.parties", finding.ToString(), StringComparison.Ordinal);
    }

    private static string EnumOf(string values) => $"<enum name='E' encodingType='uint8'>{values}</enum>";

    private static ImmutableArray<CompatibilityFinding> Compare(string older, string newer) =>
        SchemaCompatibility.Compare(ReadAs("version=\"1\"", older), ReadAs("version=\"2\"", newer));

    private static LatencyEngine.Sbe.Schema.MessageSchema ReadAs(string version, string messages) =>
        Read(With(messages: messages).Replace("version=\"2\"", version, StringComparison.Ordinal));
}
