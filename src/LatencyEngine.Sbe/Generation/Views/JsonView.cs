using LatencyEngine.Sbe.Generation.Members;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>
/// Emits a block as JSON: members by their names in the schema, null for what is null or absent from the sender's
/// version, enums by name (a number when unknown), sets as lists of names, text as strings.
/// </summary>
internal static class JsonView
{
    private const string Cold = "JSON is for people and files";

    public static void Emit(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "Writes the value as a JSON object.");
        context.Cold(writer, Cold);
        writer.Line($"public readonly void WriteJson({Framework.JsonWriter} writer) =>");
        writer.Line($"    WriteJson(writer, {context.Schema.Version});");
        writer.Line();
        Docs.Summary(writer, "Writes the value as a JSON object, with null for what the acting version does not have.");
        context.Cold(writer, Cold);
        using (writer.Block($"public readonly void WriteJson({Framework.JsonWriter} writer, int actingVersion)"))
        {
            writer.Line("writer.WriteStartObject();");
            writer.Line("WriteJsonMembers(writer, actingVersion);");
            writer.Line("writer.WriteEndObject();");
        }

        writer.Line();
        Docs.Summary(writer, "Writes the members into an object that the caller has begun.");
        context.Cold(writer, Cold);
        using var body = writer.Block($"internal readonly void WriteJsonMembers({Framework.JsonWriter} writer, int actingVersion)");
        foreach (var member in plan.Members) EmitMember(context, writer, member);
    }

    /// <summary>Emits how a set is written: the names of its bits, and the numbers of bits without a name.</summary>
    public static void EmitSet(GenerationContext context, CodeWriter writer, string setName)
    {
        Docs.Summary(writer, "Writes the names of the bits as a JSON list; a bit without a name is its number.");
        context.Cold(writer, Cold);
        using var body = writer.Block($"internal static void WriteJson({Framework.JsonWriter} writer, {setName} value)");
        writer.Line("writer.WriteStartArray();");
        using (writer.Block("for (var bits = (ulong)value; bits != 0; bits &= bits - 1)"))
        {
            writer.Line("var bitIndex = global::System.Numerics.BitOperations.TrailingZeroCount(bits);");
            writer.Line("var name = NameOf(bitIndex);");
            writer.Line("if (name.IsEmpty) writer.WriteNumberValue(1UL << bitIndex);");
            writer.Line("else writer.WriteStringValue(name);");
        }

        writer.Line();
        writer.Line("writer.WriteEndArray();");
    }

    /// <summary>Emits how an enum is written: its name, or the number of a value that the schema does not list.</summary>
    public static void EmitEnum(GenerationContext context, CodeWriter writer, string enumName, EnumType type)
    {
        Docs.Summary(writer, "Writes the name as a JSON string, or the number of a value that the schema does not list.");
        context.Cold(writer, Cold);
        using var body = writer.Block($"internal static void WriteJson({Framework.JsonWriter} writer, {enumName} value)");
        writer.Line("var name = NameOf(value);");
        writer.Line($"if (name.IsEmpty) writer.WriteNumberValue(({CSharpPrimitive.Keyword(type.Encoding)})value);");
        writer.Line("else writer.WriteStringValue(name);");
    }

    private static void EmitMember(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        writer.Line($"writer.WritePropertyName(\"{member.Name}\"u8);");
        var isAbsent = member.SinceVersion > 0 ? $"actingVersion < {member.SinceVersion}" : "";
        var isNull = NullTest(member);
        var test = string.Join(" || ", new[] { isAbsent, isNull }.Where(part => part.Length > 0));
        if (test.Length > 0) writer.Line($"if ({test}) writer.WriteNullValue();");
        using (test.Length > 0 ? writer.Block("else") : null as IDisposable) writer.Line(Value(context, member));
    }

    private static string NullTest(BlockMember member) => member switch
    {
        { IsOptional: true, Kind: MemberKind.Number or MemberKind.Enum } => $"{member.Property} is null",
        _ => "",
    };

    private static string Value(GenerationContext context, BlockMember member)
    {
        var plain = member is { IsOptional: true, Kind: MemberKind.Number or MemberKind.Enum }
            ? member.Property + "Raw"
            : member.Property;
        return member.Kind switch
        {
            MemberKind.Number => Number(context, member.Encoded.Primitive, plain),
            MemberKind.Enum or MemberKind.Set => $"{context.TypeOf(member.Type)}Encoding.WriteJson(writer, {plain});",
            MemberKind.Composite => $"{member.Field}.WriteJson(writer, actingVersion);",
            MemberKind.CharArray => $"{context.Global("SbeJson")}.WriteText(writer, {member.Property}, "
                + $"{CharArrayMember.EncodingOf(member.Encoded.CharacterEncoding)});",
            MemberKind.NumberArray => Elements(context, member),
            _ => Constant(context, member),
        };
    }

    private static string Number(GenerationContext context, PrimitiveType primitive, string value) => primitive switch
    {
        { IsFloatingPoint: true } => $"{context.Global("SbeJson")}.WriteNumber(writer, {value});",
        { Kind: PrimitiveKind.Char } => $"{context.Global("SbeJson")}.WriteChar(writer, {value});",
        _ => $"writer.WriteNumberValue({value});",
    };

    private static string Elements(GenerationContext context, BlockMember member)
    {
        var element = Number(context, member.Encoded.Primitive, "element");
        if (member.IsOptional)
        {
            var test = NumberMember.NullTest(
                member.Encoded.Primitive, member.Encoded.NullValue, "element", member.Property + "NullValue");
            element = $"if ({test}) writer.WriteNullValue(); else {element}";
        }

        return $$"""
            writer.WriteStartArray();
            for (var i = 0; i < {{member.Property}}Length; i++)
            {
                var element = Get{{member.Property}}(i);
                {{element}}
            }

            writer.WriteEndArray();
            """;
    }

    private static string Constant(GenerationContext context, BlockMember member) => member.Type switch
    {
        EnumType => $"{context.TypeOf(member.Type)}Encoding.WriteJson(writer, {member.Property});",
        _ when member.Constant!.IsText =>
            $"writer.WriteStringValue({CSharpPrimitive.StringLiteral(member.Constant.Text)}u8);",
        _ => Number(context, member.Encoded.Primitive, member.Property),
    };
}
