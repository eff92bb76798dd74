using LatencyEngine.Sbe.Schema;
using static LatencyEngine.Tests.Sbe.SchemaText;

namespace LatencyEngine.Tests.Sbe.Parsing;

/// <summary>What correct schemas may say in more than one way.</summary>
public sealed class DialectTests
{
    [Fact]
    public void An_encoding_type_may_name_a_type()
    {
        var schema = Read(With(
            "<enum name='E' encodingType='code'><validValue name='A'>1</validValue></enum>"
            + "<type name='code' primitiveType='uint16' nullValue='9'/>"
            + "<set name='S' encodingType='bits'><choice name='Top'>31</choice></set>"
            + "<type name='bits' primitiveType='uint32'/>"));
        var type = (EnumType)schema.FindType("E")!;
        Assert.Equal(PrimitiveType.UInt16, type.Encoding);
        Assert.Equal(9, (int)type.NullValue.ToInteger());
        Assert.Equal(PrimitiveType.UInt32, ((SetType)schema.FindType("S")!).Encoding);
    }

    [Fact]
    public void The_length_of_a_constant_text_is_inferred()
    {
        var type = Encoded("<type name='x' primitiveType='char' presence='constant'>NYSE</type>");
        Assert.Equal((4, "NYSE"), (type.Length, type.Constant!.Text));
    }

    [Fact]
    public void A_constant_text_shorter_than_its_length_is_padded() =>
        Assert.Equal("AB\0\0"u8.ToArray(),
            Encoded("<type name='x' primitiveType='char' length='4' presence='constant'>AB</type>")
                .Constant!.Bytes.ToArray());

    [Fact]
    public void White_space_around_a_value_on_lines_of_its_own_does_not_count() =>
        Assert.Equal("AB",
            Encoded("<type name='x' primitiveType='char' presence='constant'>\n  "
                + "AB\n</type>").Constant!.Text);

    [Fact]
    public void An_enum_value_may_be_a_space()
    {
        var schema =
            Read(With("<enum name='E' encodingType='char'><validValue name='Blank'> </validValue></enum>"));
        Assert.Equal(' ', ((EnumType)schema.FindType("E")!).Values[0].Value.ToChar());
    }

    [Fact]
    public void A_type_may_be_a_constant_by_valueRef()
    {
        var type =
            Encoded("<type name='x' primitiveType='uint16' presence='constant' valueRef='Side.Sell'/>");
        Assert.Equal((2, "Sell"), ((int)type.Constant!.Value.ToInteger(), type.Constant.EnumValue!.Name));
    }

    [Fact]
    public void A_field_overrides_the_presence_of_its_type()
    {
        var schema = Read(With(
            "<type name='o' primitiveType='int8' presence='optional'/>",
            Message("<field name='a' id='1' type='o'/><field name='b' id='2' type='o' presence='required'/>"
                + "<field name='c' id='3' type='int8' presence='optional'/>")));
        Assert.Equal([Presence.Optional, Presence.Required, Presence.Optional],
            schema.Messages[0].Fields.Select(f => f.Presence));
    }

    [Fact]
    public void An_enum_may_say_that_its_uses_are_optional()
    {
        var schema = Read(With(
            "<enum name='E' encodingType='uint8' presence='optional' nullValue='0'>"
            + "<validValue name='A'>1</validValue></enum>",
            Message("<field name='a' id='1' type='E'/>")));
        Assert.True(schema.Messages[0].Fields[0].IsOptional);
        Assert.Equal(0, (int)((EnumType)schema.Messages[0].Fields[0].Type).NullValue.ToInteger());
    }

    [Fact]
    public void Constants_take_no_space_and_may_stand_anywhere()
    {
        var schema = Read(With("<type name='k' primitiveType='int64' presence='constant'>5</type>",
            Message("<field name='a' id='1' type='int8'/><field name='k' id='2' type='k' sinceVersion='2'/>"
                + "<field name='b' id='3' type='int8'/>")));
        Assert.Equal([0, 1, 1], schema.Messages[0].Fields.Select(f => f.Offset));
        Assert.Equal(2, schema.Messages[0].BlockLength);
    }

    [Fact]
    public void Offsets_leave_gaps_and_a_block_length_pads()
    {
        var schema = Read(With(messages:
            "<message name='M' id='1' blockLength='32'>"
            + "<field name='a' id='1' type='int8' offset='2'/><field name='b' id='2' type='int64' "
            + "offset='8'/></message>"));
        Assert.Equal([2, 8], schema.Messages[0].Fields.Select(f => f.Offset));
        Assert.Equal((32, 16), (schema.Messages[0].BlockLength, schema.Messages[0].MinimumBlockLength(2)));
    }

    [Fact]
    public void Types_may_refer_to_later_ones_and_stand_in_several_elements()
    {
        var schema = Read(With(
            "<composite name='first'><ref name='m' type='second'/></composite>",
            "<types package='ignored'><composite name='second'><type name='v' "
            + "primitiveType='int32'/></composite></types>"
            + Message("<field name='a' id='1' type='first'/>")));
        Assert.Equal(4, schema.Messages[0].BlockLength);
    }

    [Fact]
    public void A_field_is_as_new_as_its_type()
    {
        var schema = Read(With(
            "<type name='n' primitiveType='int8' sinceVersion='2' semanticType='Qty'/>",
            Message("<field name='a' id='1' type='n'/>")));
        Assert.Equal(2, schema.Messages[0].Fields[0].SinceVersion);
        Assert.Equal("Qty", schema.Messages[0].Fields[0].SemanticType);
    }

    [Fact]
    public void A_composite_that_grew_is_shorter_in_older_versions()
    {
        var schema = Read(With(
            "<composite name='c'><type name='a' primitiveType='int32'/>"
            + "<type name='b' primitiveType='int32' sinceVersion='2'/></composite>",
            Message("<field name='f' id='1' type='c'/>")));
        Assert.Equal(4, schema.Messages[0].MinimumBlockLength(1));
        Assert.Equal(8, schema.Messages[0].MinimumBlockLength(2));
    }

    [Fact]
    public void Descriptions_and_deprecations_are_kept()
    {
        var schema = Read(With(messages: Message(
            "<field name='a' id='1' type='int8' description='a &amp; b' deprecated='1' epoch='unix' "
            + "timeUnit='second'/>")));
        var field = schema.Messages[0].Fields[0];
        Assert.Equal(("a & b", 1, "unix"), (field.Description, field.DeprecatedSince, field.Epoch));
    }

    [Fact]
    public void Attributes_of_other_namespaces_and_comments_are_ignored() =>
        Read(Whole(
            "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b' package='p' "
            + "id='1'",
            "<!-- c -->" + SchemaText.Header, "<?pi x?>"));

    [Fact]
    public void A_schema_without_a_namespace_is_read() =>
        Assert.Equal(
            0, Read("<messageSchema package='p' "
                + $"id='1'><types>{SchemaText.Header}</types></messageSchema>").Version);

    private static EncodedType Encoded(string type) => (EncodedType)Read(With(type)).FindType("x")!;
}
