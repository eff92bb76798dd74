using LatencyEngine.Sbe.Parsing;
using static LatencyEngine.Tests.Sbe.Parsing.Mistake;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>The rules about the file and its shape: each with its code, its place and what it says.</summary>
public sealed class ShapeMistakeTests
{
    /// <summary>Rule, marked types, marked messages, a part of what is said.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { Rule.UnknownElement, "¤<typ name='x'/>", "", "unknown element <typ> in <types>; expected <type>" },
        { Rule.UnknownElement, "", "¤<note/>", "unknown element <note> in <messageSchema>" },
        {
            Rule.UnknownElement,
            "",
            M("<field name='a' id='1' type='int8'>¤<x/></field>"),
            "expected no element"
        },
        {
            Rule.UnknownAttribute,
            "<type name='x' ¤size='4' primitiveType='int8'/>",
            "",
            "attribute 'size' on <type>"
        },
        { Rule.MissingAttribute, "¤<type name='x'/>", "", "<type> has no attribute 'primitiveType'" },
        { Rule.MissingAttribute, "", M("¤<field name='a' type='int8'/>"), "<field> has no attribute 'id'" },
        {
            Rule.BadNumber,
            "",
            M("<field name='a' ¤id='one' type='int8'/>"),
            "id 'one' is not a whole number"
        },
        { Rule.OutOfRange, "", M("<field name='a' ¤id='65536' type='int8'/>"), "expected 0 to 65535" },
        { Rule.OutOfRange, "", "<sbe:message name='M' ¤id='-1'/>", "id -1 is out of range" },
        { Rule.IllegalName, "<type ¤name='2x' primitiveType='int8'/>", "", "'2x' is not a legal name" },
        { Rule.IllegalName, "", M("<field ¤name='a-b' id='1' type='int8'/>"), "'a-b' is not a legal name" },
        {
            Rule.IllegalName,
            "<enum name='E' encodingType='uint8'><validValue ¤name=''>1</validValue></enum>",
            "",
            "''"
        },
        {
            Rule.UnknownKeyword,
            "<type name='x' primitiveType='int8' ¤presence='maybe'/>",
            "",
            "required or optional"
        },
        {
            Rule.UnexpectedText,
            "<composite name='c'>¤hello<type name='a' primitiveType='int8'/></composite>",
            "",
            "text 'hello'"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_where_it_is(string code, string types, string messages, string says) =>
        Check(code, SchemaText.With(types, messages), says);
}
