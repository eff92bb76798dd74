using LatencyEngine.Sbe.Parsing;
using static LatencyEngine.Tests.Sbe.Parsing.Mistake;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>
/// The rules about messages, groups and var data: each with its code, its place and what it says.
/// </summary>
public sealed class MessageMistakeTests
{
    /// <summary>Rule, marked types, marked messages, a part of what is said.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        {
            Rule.DuplicateMessage,
            "",
            "<sbe:message name='M' id='1'/><sbe:message ¤name='M' id='2'/>",
            "message 'M' is already declared"
        },
        {
            Rule.DuplicateMessage,
            "",
            "<sbe:message name='M' id='1'/><sbe:message name='N' ¤id='1'/>",
            "id 1 of message 'N' is that of 'M'"
        },
        {
            Rule.DuplicateField,
            "",
            M("<field name='a' id='1' type='int8'/><field ¤name='a' id='2' type='int8'/>"),
            "field 'a' is already declared"
        },
        {
            Rule.DuplicateField,
            "",
            M("<field name='a' id='1' type='int8'/><field name='b' ¤id='1' type='int8'/>"),
            "id 1 of field 'b'"
        },
        {
            Rule.DuplicateField,
            "",
            M("<field name='a' id='1' type='int8'/><data ¤name='a' id='2' type='text'/>"),
            "'a' is already declared"
        },
        {
            Rule.OffsetTooSmall,
            "",
            M("<field name='a' id='1' type='int64'/><field name='b' id='2' type='int8' ¤offset='7'/>"),
            "offset 7 of 'b' overlaps 'a'; expected at least 8"
        },
        {
            Rule.BlockLengthTooSmall,
            "",
            "<sbe:message name='M' id='1' ¤blockLength='7'><field name='a' id='1' type='int64'/>"
                + "</sbe:message>",
            "blockLength 7 of 'M' is too small; its fields end at byte 8"
        },
        {
            Rule.BlockLengthTooSmall,
            "",
            M("<group name='g' id='1' ¤blockLength='1'><field name='a' id='2' type='int16'/></group>"),
            "end at byte 2"
        },
        {
            Rule.BlockLengthTooLarge,
            "",
            "<sbe:message name='M' id='1' ¤blockLength='65535'/>",
            "can say at most 65534"
        },
        {
            Rule.OrderViolated,
            "",
            M("<group name='g' id='1'/>¤<field name='a' id='2' type='int8'/>"),
            "<field> 'a' stands behind a <group>"
        },
        {
            Rule.OrderViolated,
            "",
            M("<data name='d' id='1' type='text'/>¤<group name='g' id='2'/>"),
            "<group> 'g' stands behind a <data>"
        },
        {
            Rule.BadDimension,
            "",
            M("<group name='g' id='1' ¤dimensionType='nope'/>"),
            "no dimension composite 'nope'"
        },
        { Rule.BadDimension, "", M("<group name='g' id='1' ¤dimensionType='Side'/>"), "is not a composite" },
        {
            Rule.BadDimension,
            "",
            M(
                "¤<group name='g' id='1' dimensionType='d'/>",
                "<composite name='d'><type name='blockLength' primitiveType='uint16'/></composite>"),
            ""
        },
        {
            Rule.BadDimension,
            "",
            M(
                "¤<group name='g' id='1' dimensionType='d'/>",
                "<composite name='d'><type name='blockLength' primitiveType='uint16'/>"
                    + "<type name='numInGroup' primitiveType='int16'/></composite>"),
            ""
        },
        { Rule.BadVarData, "", M("<data name='d' id='1' ¤type='uint8'/>"), "not a composite" },
        { Rule.BadVarData, "", M("<data name='d' id='1' ¤type='groupSizeEncoding'/>"), "no member 'length'" },
        {
            Rule.BadVarData,
            "",
            M(
                "<data name='d' id='1' ¤type='v'/>",
                "<composite name='v'><type name='length' primitiveType='uint16'/>"
                    + "<type name='varData' primitiveType='uint8'/></composite>"),
            ""
        },
        {
            Rule.BadVarData,
            "",
            M(
                "<data name='d' id='1' ¤type='v'/>",
                "<composite name='v'><type name='length' primitiveType='int16'/>"
                    + "<type name='varData' primitiveType='uint8' length='0'/></composite>"),
            ""
        },
        {
            Rule.BadVarData,
            "",
            M(
                "<data name='d' id='1' ¤type='v'/>",
                "<composite name='v'><type name='length' primitiveType='uint16'/>"
                    + "<type name='varData' primitiveType='uint16' length='0'/></composite>"),
            ""
        },
        {
            Rule.SinceVersionTooNew,
            "",
            M("<field name='a' id='1' type='int8' ¤sinceVersion='3'/>"),
            "sinceVersion 3, but the schema's version is 2"
        },
        {
            Rule.SinceVersionDecreases,
            "",
            M(
                "<field name='a' id='1' type='int8' sinceVersion='2'/>"
                    + "<field name='b' id='2' type='int8' ¤sinceVersion='1'/>"),
            "'b' of version 1 follows 'a' of version 2"
        },
        {
            Rule.SinceVersionDecreases,
            "",
            M("<group name='g' id='1' sinceVersion='1'/>¤<group name='h' id='2'/>"),
            "'h' of version 0 follows 'g'"
        },
        {
            Rule.BadDeprecation,
            "",
            M("<field name='a' id='1' type='int8' sinceVersion='2' ¤deprecated='1'/>"),
            "deprecated since version 1; expected 2"
        },
        {
            Rule.BadDeprecation,
            "",
            M("<field name='a' id='1' type='int8' ¤deprecated='9'/>"),
            "expected 0 (its sinceVersion) to 2"
        },
        {
            Rule.UnfitFieldType,
            "",
            M("<field name='a' id='1' ¤type='text'/>"),
            "which is var data; expected a <data> element"
        },
        {
            Rule.UnfitFieldType,
            "",
            M("<field name='a' id='1' ¤type='z'/>", "<type name='z' primitiveType='int8' length='0'/>"),
            "is var data"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_where_it_is(string code, string types, string messages, string says) =>
        Check(code, SchemaText.With(types, messages), says);
}
