using LatencyEngine.Sbe.Generation;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>
/// Names of a schema that C# or the generated code would stumble over must compile all the same.
/// </summary>
public sealed class GeneratedNamesTests
{
    private static readonly GenerationOptions _options = new() { Namespace = "Clashes", Dtos = true, HotPath = true };

    [Fact]
    public void Members_called_like_generated_or_framework_members_compile()
    {
        string[] names =
        [
            "size", "offset", "limit", "buffer", "value", "span", "unsafe", "system", "global", "get", "set", "class",
            "namespace", "templateId", "TemplateId", "template_id", "schemaId", "blockLength", "encodedLength", "create",
            "decode", "tryDecode", "encode", "view", "asBytes", "isNull", "null", "writeJson", "toString", "equals",
            "getHashCode", "getType", "headerBits", "none", "message", "status", "start", "destination", "source", "text",
            "writer", "version", "price", "priceRaw", "priceNullValue", "sbeStatus", "sbeWire", "clashes", "clash",
            "string", "int32", "_", "__", "x1", "STOP_PX", "stopPx", "this", "base", "field", "other", "block",
        ];
        var fields = string.Concat(names.Select((name, index) =>
            $"<field name=\"{name}\" id=\"{index}\" type=\"{(index % 2 == 0 ? "uint32" : "optional")}\"/>"));
        var generated = GeneratedAssembly.OfText(
            TestSchema.Of(
                "<type name=\"optional\" primitiveType=\"int64\" presence=\"optional\"/>",
                $"<sbe:message name=\"clash\" id=\"1\">{fields}</sbe:message>"),
            _options);
        var properties = generated.Type("Clashes.Clash").GetProperties().Select(property => property.Name).ToArray();
        Assert.Contains("Size", properties);
        Assert.Contains("Offset", properties);
        Assert.Contains("Limit", properties);
        Assert.Contains("ClashValue", properties);
        Assert.Contains("TemplateIdValue", properties);
    }

    [Fact]
    public void Types_called_like_framework_types_and_like_their_own_members_compile()
    {
        var types = """
            <composite name="decimal">
                <type name="mantissa" primitiveType="int64"/>
                <type name="exponent" primitiveType="int8"/>
            </composite>
            <composite name="Span">
                <type name="span" primitiveType="uint32"/>
                <composite name="Unsafe"><type name="size" primitiveType="uint16"/></composite>
                <enum name="System" encodingType="uint8"><validValue name="System">1</validValue></enum>
                <set name="Object" encodingType="uint64"><choice name="none">0</choice><choice name="top">63</choice></set>
            </composite>
            <enum name="Math" encodingType="char">
                <validValue name="Math">A</validValue><validValue name="quote">'</validValue>
                <validValue name="class">\</validValue>
            </enum>
            <set name="Convert" encodingType="uint32"><choice name="Convert">31</choice></set>
            """;
        var messages = """
            <sbe:message name="String" id="1">
                <field name="string" id="1" type="Span"/>
                <field name="decimal" id="2" type="decimal"/>
                <field name="math" id="3" type="Math" presence="optional"/>
                <field name="convert" id="4" type="Convert"/>
            </sbe:message>
            <sbe:message name="span" id="2"><field name="string" id="1" type="Span"/></sbe:message>
            """;
        var generated = GeneratedAssembly.OfText(TestSchema.Of(types, messages), _options);
        Assert.NotNull(generated.Type("Clashes.SpanMessage"));
        Assert.Equal(1UL << 63, Convert.ToUInt64(Enum.Parse(generated.Type("Clashes.SpanObject"), "Top"), null));
        Assert.Equal(1U << 31, Convert.ToUInt32(Enum.Parse(generated.Type("Clashes.Convert"), "Convert"), null));
    }

    [Fact]
    public void Every_kind_of_member_compiles_in_both_byte_orders_with_and_without_a_hot_path()
    {
        foreach (var (byteOrder, hotPath) in ((string, bool)[])[("littleEndian", true), ("bigEndian", false)])
            GeneratedAssembly.OfText(
                TestSchema.OfEveryKind(byteOrder),
                _options with { HotPath = hotPath, Namespace = "Kinds." + byteOrder, MarkObsolete = true });
    }

    [Fact]
    public void An_appended_field_never_renames_an_older_one()
    {
        var older = PropertiesOf("<field name=\"price\" id=\"1\" type=\"uint32\"/>", "Older");
        var newer = PropertiesOf(
            "<field name=\"price\" id=\"1\" type=\"uint32\"/><field name=\"Price\" id=\"2\" type=\"uint32\"/>", "Newer");
        Assert.Equal(["Price"], older);
        Assert.Equal(["Price", "PriceValue"], newer);
    }

    private static string[] PropertiesOf(string fields, string name) =>
    [
        .. GeneratedAssembly.OfText(
                TestSchema.Of("", $"<sbe:message name=\"Message\" id=\"1\">{fields}</sbe:message>"),
                _options with { Namespace = name })
            .Type(name + ".Message").GetProperties().Select(property => property.Name),
    ];
}
