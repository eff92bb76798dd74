using LatencyEngine.Sbe.Parsing;
using static LatencyEngine.Tests.Sbe.Parsing.Mistake;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>
/// The rules about enums, sets and composites: each with its code, its place and what it says.
/// </summary>
public sealed class CompoundMistakeTests
{
    /// <summary>Rule, marked types, marked messages, a part of what is said.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        {
            Rule.BadEncodingType,
            "<enum name='E' ¤encodingType='double'><validValue name='A'>1</validValue></enum>",
            "",
            "of primitive type double; expected char"
        },
        {
            Rule.BadEncodingType,
            "<set name='S' ¤encodingType='int8'><choice name='A'>1</choice></set>",
            "",
            "expected uint8, uint16, uint32 or uint64"
        },
        {
            Rule.BadEncodingType,
            "<set name='S' ¤encodingType='Side'><choice name='A'>1</choice></set>",
            "",
            "is an enum"
        },
        {
            Rule.UnknownType,
            "<set name='S' ¤encodingType='nope'><choice name='A'>1</choice></set>",
            "",
            "unknown type 'nope'"
        },
        {
            Rule.UnfitEnumValue,
            "<enum name='E' encodingType='uint8'>¤<validValue name='A'>256</validValue></enum>",
            "",
            "'256' of 'A' is no uint8"
        },
        {
            Rule.UnfitEnumValue,
            "<enum name='E' encodingType='uint8'>¤<validValue name='A'>255</validValue></enum>",
            "",
            "null value"
        },
        {
            Rule.UnfitEnumValue,
            "<enum name='E' encodingType='char'>¤<validValue name='A'>AB</validValue></enum>",
            "",
            "one ASCII character"
        },
        {
            Rule.DuplicateEnumValue,
            "<enum name='E' encodingType='uint8'><validValue name='A'>1</validValue>"
                + "<validValue ¤name='A'>2</validValue></enum>",
            "",
            "'A' is already declared"
        },
        {
            Rule.DuplicateEnumValue,
            "<enum name='E' encodingType='uint8'><validValue name='A'>1</validValue>¤"
                + "<validValue name='B'>1</validValue></enum>",
            "",
            "which is that of 'A'"
        },
        {
            Rule.ChoiceOutOfRange,
            "<set name='S' encodingType='uint8'>¤<choice name='A'>8</choice></set>",
            "",
            "no bit of uint8; expected 0 to 7"
        },
        {
            Rule.ChoiceOutOfRange,
            "<set name='S' encodingType='uint8'>¤<choice name='A'>x</choice></set>",
            "",
            "'x' of choice 'A'"
        },
        {
            Rule.DuplicateChoice,
            "<set name='S' encodingType='uint8'><choice name='A'>1</choice><choice ¤name='A'>2</choice>"
                + "</set>",
            "",
            "'A' is already declared"
        },
        {
            Rule.DuplicateChoice,
            "<set name='S' encodingType='uint8'><choice name='A'>1</choice>¤<choice name='B'>1</choice>"
                + "</set>",
            "",
            "bit 1, which is that of 'A'"
        },
        {
            Rule.DuplicateMember,
            "<composite name='c'><type name='a' primitiveType='int8'/>"
                + "<type ¤name='a' primitiveType='int8'/></composite>",
            "",
            "member 'a' is already declared"
        },
        { Rule.EmptyType, "¤<composite name='c'/>", "", "no member" },
        { Rule.EmptyType, "¤<enum name='E' encodingType='uint8'/>", "", "no value" },
        { Rule.EmptyType, "¤<set name='S' encodingType='uint8'/>", "", "no choice" },
        {
            Rule.OffsetTooSmall,
            "<composite name='c'><type name='a' primitiveType='int32'/>"
                + "<type name='b' primitiveType='int8' ¤offset='3'/></composite>",
            "",
            "offset 3 of 'b' overlaps 'a'; expected at least 4"
        },
        {
            Rule.SinceVersionDecreases,
            "<composite name='c'><type name='a' primitiveType='int8' sinceVersion='1'/>¤"
                + "<type name='b' primitiveType='int8'/></composite>",
            "",
            "'b' of version 0 follows 'a' of version 1"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_where_it_is(string code, string types, string messages, string says) =>
        Check(code, SchemaText.With(types, messages), says);
}
