using LatencyEngine.Sbe.Parsing;
using static LatencyEngine.Tests.Sbe.Parsing.Mistake;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>
/// The rules about types, their ranges and constants: each with its code, its place and what it says.
/// </summary>
public sealed class TypeMistakeTests
{
    /// <summary>Rule, marked types, marked messages, a part of what is said.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        {
            Rule.DuplicateType,
            "<type ¤name='Side' primitiveType='int8'/>",
            "",
            "'Side' is already declared at test.xml("
        },
        {
            Rule.DuplicateType,
            "<type ¤name='uint8' primitiveType='int8'/>",
            "",
            "'uint8' is a primitive type"
        },
        {
            Rule.UnknownType,
            "",
            M("<field name='a' id='1' ¤type='nope'/>"),
            "unknown type 'nope'; expected a primitive"
        },
        {
            Rule.UnknownType,
            "<composite name='c'><ref name='r' ¤type='nope'/></composite>",
            "",
            "unknown type 'nope'"
        },
        {
            Rule.TypeCycle,
            "<composite name='a'><ref name='b' type='b'/></composite><composite name='b'>"
                + "<ref name='a' ¤type='a'/></composite>",
            "",
            "'a' contains itself: a -> b -> a"
        },
        { Rule.TypeCycle, "<composite name='a'><ref name='x' ¤type='a'/></composite>", "", "a -> a" },
        {
            Rule.UnknownPrimitive,
            "<type name='x' ¤primitiveType='int7'/>",
            "",
            "unknown primitive type 'int7'; expected one of char"
        },
        {
            Rule.BadLength,
            "<composite name='c'><type name='v' primitiveType='uint8' ¤length='0'/></composite>",
            "",
            "stands for var data"
        },
        {
            Rule.BadLength,
            "<composite name='c'>¤<ref name='t' type='text'/></composite>",
            "",
            "holds var data"
        },
        {
            Rule.BadLength,
            "<type name='x' primitiveType='char' ¤length='0' presence='constant'>A</type>",
            "",
            "length 0"
        },
        { Rule.TooLarge, "<type name='x' primitiveType='int64' ¤length='16000000'/>", "", "the limit is" },
        {
            Rule.ConstantWithoutValue,
            "¤<type name='x' primitiveType='int8' presence='constant'/>",
            "",
            "has no value"
        },
        {
            Rule.ConstantWithoutValue,
            "",
            M("<field name='a' id='1' type='Side' ¤presence='constant'/>"),
            "has no value"
        },
        {
            Rule.ConstantMismatch,
            "¤<type name='x' primitiveType='int8' presence='constant'>200</type>",
            "",
            "constant '200' of 'x' is no int8"
        },
        {
            Rule.ConstantMismatch,
            "<type name='x' primitiveType='char' ¤length='2' presence='constant'>ABC</type>",
            "",
            "has 3 bytes; expected at most its length, 2"
        },
        {
            Rule.ConstantMismatch,
            "<type name='x' primitiveType='int8' ¤length='2' presence='constant'>1</type>",
            "",
            "array of int8"
        },
        {
            Rule.ConstantMismatch,
            "¤<type name='x' primitiveType='char' length='4' presence='constant'>é</type>",
            "",
            "outside ASCII"
        },
        {
            Rule.ConstantMismatch,
            "",
            M(
                "<field name='a' id='1' type='Other' presence='constant' ¤valueRef='Side.Buy'/>",
                "<enum name='Other' encodingType='uint8'><validValue name='X'>1</validValue></enum>"),
            ""
        },
        {
            Rule.UnknownValueRef,
            "",
            M("<field name='a' id='1' type='Side' presence='constant' ¤valueRef='Side.Hold'/>"),
            "no value 'Hold'; expected one of Buy, Sell"
        },
        {
            Rule.UnknownValueRef,
            "",
            M("<field name='a' id='1' type='Side' presence='constant' ¤valueRef='Nope.X'/>"),
            "unknown enum 'Nope'"
        },
        {
            Rule.UnknownValueRef,
            "",
            M("<field name='a' id='1' type='Side' presence='constant' ¤valueRef='Flags.A'/>"),
            "'Flags', which is not an enum"
        },
        {
            Rule.UnknownValueRef,
            "",
            M("<field name='a' id='1' type='Side' presence='constant' ¤valueRef='Buy'/>"),
            "not of the form Enum.Value"
        },
        {
            Rule.InvalidPresence,
            "",
            M("<field name='a' id='1' type='Flags' ¤presence='optional'/>"),
            "a set has no null value"
        },
        {
            Rule.InvalidPresence,
            "",
            M("<field name='a' id='1' type='groupSizeEncoding' ¤presence='constant'/>"),
            "is a constant composite"
        },
        {
            Rule.InvalidPresence,
            "",
            M("<field name='a' id='1' type='Side' ¤valueRef='Side.Buy'/>"),
            "has a valueRef but is not"
        },
        {
            Rule.InvalidPresence,
            "¤<type name='x' primitiveType='int8'>5</type>",
            "",
            "has the value '5' but is not"
        },
        {
            Rule.InvalidPresence,
            "<enum name='E' encodingType='uint8' ¤presence='constant'><validValue name='A'>1</validValue>"
                + "</enum>",
            "",
            "cannot be constant"
        },
        {
            Rule.InvalidPresence,
            "",
            M(
                "<field name='a' id='1' type='k' ¤presence='optional'/>",
                "<type name='k' primitiveType='int8' presence='constant'>1</type>"),
            ""
        },
        {
            Rule.InvalidPresence,
            "",
            M("<data name='d' id='1' type='text' ¤presence='constant'/>"),
            "cannot be constant"
        },
        {
            Rule.MinAboveMax,
            "<type name='x' primitiveType='int8' ¤minValue='5' maxValue='4'/>",
            "",
            "minValue 5 is above maxValue 4"
        },
        {
            Rule.NullInsideRange,
            "<type name='x' primitiveType='int8' presence='optional' ¤nullValue='3' minValue='0' "
                + "maxValue='9'/>",
            "",
            "nullValue 3 of 'x' is inside its range 0 to 9"
        },
        {
            Rule.UnfitLimit,
            "<type name='x' primitiveType='uint8' ¤maxValue='256'/>",
            "",
            "expected a whole number from 0 to 255"
        },
        {
            Rule.UnfitLimit,
            "<type name='x' primitiveType='float' ¤nullValue='none'/>",
            "",
            "expected a float number"
        },
        {
            Rule.UnfitLimit,
            "<enum name='E' encodingType='uint8' ¤nullValue='x'><validValue name='A'>1</validValue></enum>",
            "",
            "nullValue 'x'"
        },
        {
            Rule.UnknownCharacterEncoding,
            "<type name='x' primitiveType='char' length='4' ¤characterEncoding='Klingon'/>",
            "",
            "unknown characterEncoding 'Klingon'"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_where_it_is(string code, string types, string messages, string says) =>
        Check(code, SchemaText.With(types, messages), says);
}
