using LatencyEngine.Sbe.Parsing;
using LatencyEngine.TestKit;
using static LatencyEngine.Tests.Sbe.SchemaText;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>Warnings about correct schemas that will surprise older decoders, or people.</summary>
public sealed class EvolutionLinterTests
{
    private const string Grown =
        "<composite name='c'><type name='a' primitiveType='int8'/>"
        + "<type name='b' primitiveType='int8' sinceVersion='1'/></composite>";

    private const string OldType = "<type name='o' primitiveType='int8' deprecated='1'/>";

    public static TheoryData<string, string, string> Surprises => new()
    {
        {
            Rule.GroupBeforeOlderData, "",
            "¤<group name='g' id='1' sinceVersion='1'/><data name='d' id='2' type='text'/>"
        },
        {
            Rule.EntriesGrow, "",
            "<group name='g' id='1'>¤<data name='d' id='2' type='text' sinceVersion='1'/></group>"
        },
        { Rule.EntriesGrow, "", "<group name='g' id='1'>¤<group name='h' id='2' sinceVersion='2'/></group>" },
        {
            Rule.CompositeGrows, Grown,
            "¤<field name='f' id='1' type='c'/><field name='n' id='2' type='int8'/>"
        },
        { Rule.DeprecatedInUse, OldType, "¤<field name='f' id='1' type='o'/>" },
        {
            Rule.NamesDifferByCase, "",
            "<field name='f' id='1' type='int8'/>¤<field name='F' id='2' type='int8'/>"
        },
        { Rule.NamesDifferByCase, "¤<type name='side' primitiveType='int8'/>", "" },
        {
            Rule.SignedEncoding,
            "¤<enum name='E' encodingType='int8'><validValue name='A'>1</validValue></enum>", ""
        },
    };

    [Theory, MemberData(nameof(Surprises))]
    public void A_surprise_is_a_warning_at_its_place(string code, string types, string content)
    {
        var (result, mark) = ReadMarked(With(types, Message(content)));
        Assert.NotNull(result.Schema);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((Severity.Warning, code, mark), (warning.Severity, warning.Code, warning.Location));
        Assert.Contains($": warning {code}: ", warning.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("",
        "<group name='g' id='1' sinceVersion='1'/><data name='d' id='2' type='text' sinceVersion='1'/>")]
    [InlineData("",
        "<group name='g' id='1' sinceVersion='1'><data name='d' id='2' type='text' "
        + "sinceVersion='1'/></group>")]
    [InlineData("",
        "<data name='d' id='1' type='text'/><data name='e' id='2' type='text' sinceVersion='1'/>")]
    [InlineData(Grown, "<field name='f' id='1' type='c'/>")]
    [InlineData(Grown,
        "<field name='f' id='1' type='c'/><field name='n' id='2' type='int8' sinceVersion='1'/>")]
    [InlineData(OldType, "<field name='f' id='1' type='o' deprecated='2'/>")]
    public void A_safe_change_gives_no_warning(string types, string content) =>
        Assert.Empty(SchemaReader.ReadText(With(types, Message(content)), FileName).Diagnostics);

    [SharedDataFact]
    public void The_golden_schema_has_the_one_warning_that_it_deserves()
    {
        var result = SchemaReader.ReadFile(SharedData.PathOf("sbe", "schemas", "golden-v2.xml"));
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((Rule.GroupBeforeOlderData, 181), (warning.Code, warning.Location.Line));
        Assert.Contains("'parties' of version 2", warning.Message, StringComparison.Ordinal);
    }
}
