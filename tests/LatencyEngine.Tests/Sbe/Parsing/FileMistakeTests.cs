using System.Reflection;
using LatencyEngine.Sbe.Parsing;
using static LatencyEngine.Tests.Sbe.Parsing.Mistake;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>The rules about whole files, the header and limits; and that no rule is without a test.</summary>
public sealed class FileMistakeTests
{
    private const string Identity = "package='test' id='7' version='2'";

    [Fact]
    public void A_file_that_is_not_xml_is_reported_at_the_line() =>
        Check(
            Rule.MalformedXml, "<messageSchema>\n  <types></¤type>\n</messageSchema>", "not well-formed XML");

    [Fact]
    public void A_document_type_is_refused() =>
        Check(
            Rule.MalformedXml, "¤<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///a'>]><messageSchema>&e;</messageSchema>",
            "DTD");

    [Fact]
    public void Elements_nested_beyond_the_limit_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<composite name='c'>", SchemaLimits.ElementDepthMax + 2));
        var result = SchemaReader.ReadText("<messageSchema><types>" + deep, SchemaText.FileName);
        Assert.Equal(Rule.MalformedXml, Assert.Single(result.Errors).Code);
    }

    [Fact]
    public void A_root_of_another_name_is_refused() =>
        Check(Rule.WrongRoot, "¤<types/>", "the root element is <types>; expected <messageSchema>");

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Single(SchemaReader.ReadFile("no-such-schema.xml").Errors);
        Assert.Equal(Rule.UnreadableFile, error.Code);
        Assert.Contains("cannot read 'no-such-schema.xml'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_without_a_header_composite_is_refused() =>
        Check(Rule.BadHeader, Mark(SchemaText.Whole(Identity, "", "")), "no composite 'messageHeader'");

    [Fact]
    public void A_header_type_that_does_not_exist_is_refused() =>
        Check(
            Rule.BadHeader,
            SchemaText.Whole($"¤headerType='h' {Identity}", SchemaText.Header, ""),
            "no composite 'h'");

    [Fact]
    public void A_header_without_a_member_is_refused()
    {
        var header = SchemaText.Header.Replace("templateId", "template", StringComparison.Ordinal);
        Check(Rule.BadHeader, Mark(SchemaText.Whole(Identity, header, "")), "no member 'templateId'");
    }

    [Theory]
    [InlineData("primitiveType=\"int16\"", "is of int16; expected an unsigned integer")]
    [InlineData("primitiveType=\"uint16\" presence=\"constant\">2</type>", "is constant")]
    [InlineData("primitiveType=\"uint16\" presence=\"optional\"", "is optional")]
    [InlineData("primitiveType=\"uint16\" length=\"2\"", "is an array")]
    public void A_header_member_of_an_unfit_type_is_refused(string type, string says)
    {
        var end = type.EndsWith('>') ? "" : "/>";
        var header = SchemaText.Header.Replace(
            "name=\"version\" primitiveType=\"uint16\"/>", $"name=\"version\" {type}{end}",
            StringComparison.Ordinal);
        Check(Rule.BadHeader, Mark(SchemaText.Whole(Identity, header, "")), says);
    }

    [Theory]
    [InlineData("¤id='300' version='2'", "schemaId", "id 300 of the schema does not fit schemaId")]
    [InlineData("id='7' ¤version='255'", "version", "version 255 of the schema does not fit version")]
    public void An_identity_that_the_header_cannot_hold_is_refused(
        string identity, string member, string says)
    {
        var header = SchemaText.Header.Replace(
            $"name=\"{member}\" primitiveType=\"uint16\"", $"name=\"{member}\" primitiveType=\"uint8\"",
            StringComparison.Ordinal);
        Check(Rule.DoesNotFitHeader, SchemaText.Whole($"package='test' {identity}", header, ""), says);
    }

    [Fact]
    public void A_template_id_that_the_header_cannot_hold_is_refused()
    {
        var header = SchemaText.Header.Replace(
            "\"templateId\" primitiveType=\"uint16\"", "\"templateId\" primitiveType=\"uint8\"",
            StringComparison.Ordinal);
        Check(Rule.DoesNotFitHeader, SchemaText.Whole(Identity, header, "<message name='M' ¤id='255'/>"),
            "expected at most 254");
    }

    [Fact]
    public void Types_that_refer_to_one_another_too_deeply_are_refused()
    {
        var types = "<composite name='c0'><type name='a' primitiveType='int8'/></composite>";
        for (var i = 1; i <= SchemaLimits.TypeDepthMax; i++)
            types += $"<composite name='c{i}'><ref name='r' type='c{i - 1}'/></composite>";
        var error = Assert.Single(SchemaReader.ReadText(SchemaText.With(types), SchemaText.FileName).Errors);
        Assert.Equal(Rule.TooDeep, error.Code);
    }

    [Fact]
    public void Types_that_double_at_every_step_are_refused_and_not_expanded()
    {
        var types =
            "<composite name='c0'><type name='a' primitiveType='int8' presence='constant'>1</type></composite>";
        for (var i = 1; i < SchemaLimits.TypeDepthMax; i++)
        {
            var refs =
                string.Concat(Enumerable.Range(0, 9).Select(n => $"<ref name='r{n}' type='c{i - 1}'/>"));
            types += $"<composite name='c{i}'>{refs}</composite>";
        }
        var errors = SchemaReader.ReadText(SchemaText.With(types), SchemaText.FileName).Errors;
        Assert.Contains(errors, e => e.Code == Rule.TooLarge);
    }

    [Fact]
    public void Groups_nested_too_deeply_are_refused()
    {
        var levels = SchemaLimits.GroupDepthMax + 1;
        var open = string.Concat(Enumerable.Range(0, levels).Select(i => $"<group name='g{i}' id='{i}'>"));
        var close = string.Concat(Enumerable.Repeat("</group>", levels));
        var xml = SchemaText.With(messages: M(open + close));
        Assert.Equal(
            Rule.TooDeep, Assert.Single(SchemaReader.ReadText(xml, SchemaText.FileName).Errors).Code);
    }

    [Fact]
    public void All_mistakes_are_reported_in_file_order()
    {
        var xml = SchemaText.With(
            "<type name='x' primitiveType='int7'/>\n"
            + "<set name='s' encodingType='uint8'><choice name='A'>9</choice></set>",
            M("<field name='a' id='x' type='nope'/>"));
        var codes = SchemaReader.ReadText(xml, SchemaText.FileName).Errors.Select(e => e.Code);
        Assert.Equal([Rule.UnknownPrimitive, Rule.ChoiceOutOfRange, Rule.BadNumber, Rule.UnknownType], codes);
    }

    [Fact]
    public void Users_of_a_wrong_type_are_not_reported_again()
    {
        var xml =
            SchemaText.With("<type name='x' primitiveType='int7'/>", M("<field name='a' id='1' type='x'/>"));
        Assert.Equal(
            Rule.UnknownPrimitive, Assert.Single(SchemaReader.ReadText(xml, SchemaText.FileName).Errors).Code);
    }

    [Fact]
    public void Every_rule_for_errors_has_a_test()
    {
        string[] here =
        [
            Rule.MalformedXml, Rule.WrongRoot, Rule.UnreadableFile,
            Rule.BadHeader, Rule.DoesNotFitHeader, Rule.TooDeep,
            Rule.IncludeFailed, // In IncludeTests.
        ];
        var tested = here
            .Concat(ShapeMistakeTests.Mistakes.Select(row => (string)row[0]))
            .Concat(TypeMistakeTests.Mistakes.Select(row => (string)row[0]))
            .Concat(CompoundMistakeTests.Mistakes.Select(row => (string)row[0]))
            .Concat(MessageMistakeTests.Mistakes.Select(row => (string)row[0]))
            .ToHashSet();
        var rules = typeof(Rule).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Where(code => code.StartsWith("SBE0", StringComparison.Ordinal));
        Assert.All(rules, code => Assert.Contains(code, tested));
    }

    // At the root element, where findings about the whole schema stand.
    private static string Mark(string xml) =>
        xml.Replace("<sbe:messageSchema", SchemaText.Mark + "<sbe:messageSchema", StringComparison.Ordinal);
}
