using LatencyEngine.Sbe.Generation.Codec;
using LatencyEngine.Sbe.Generation.Members;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>
/// Emits a block as JSON: members by their names in the schema, null for what is null or absent from the
/// sender's version, enums by name (a number when unknown), sets as lists of names, text as strings. The
/// interpreter of schemas writes the same.
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

    /// <summary>
    /// Emits how a set is written: the names of its bits, then the number that the other bits make.
    /// </summary>
    public static void EmitSet(
        GenerationContext context, CodeWriter writer, string setName, (SetChoice Choice, string Name)[] choices)
    {
        Docs.Summary(writer, "Writes the names of the known bits as a JSON list.");
        context.Cold(writer, Cold);
        using var body = writer.Block($"internal static void WriteJson({Framework.JsonWriter} writer, {setName} value)");
        writer.Line("writer.WriteStartArray();");
        foreach (var (choice, name) in choices)
            writer.Line($"if ((value & {setName}.{name}) != 0) writer.WriteStringValue(\"{choice.Name}\"u8);");
        writer.Line("writer.WriteEndArray();");
    }

    /// <summary>
    /// Emits how an enum is written: its name, or the number of a value that the schema does not list.
    /// </summary>
    public static void EmitEnum(GenerationContext context, CodeWriter writer, string enumName, EnumType type)
    {
        Docs.Summary(
            writer,
            "Writes the name as a JSON string; for a value that the schema does not list null, if it is that and may be, "
            + "or its number.");
        context.Cold(writer, Cold);
        using var body = writer.Block(
            $"internal static void WriteJson({Framework.JsonWriter} writer, {enumName} value, bool isOptional)");
        writer.Line("var name = NameOf(value);");
        writer.Line("if (!name.IsEmpty) writer.WriteStringValue(name);");
        writer.Line("else if (isOptional && value == NullValue) writer.WriteNullValue();");
        writer.Line($"else writer.WriteNumberValue(({CSharpPrimitive.Keyword(type.Encoding)})value);");
    }

    private static void EmitMember(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        writer.Line($"writer.WritePropertyName(\"{member.Name}\"u8);");
        var isAbsent = member.SinceVersion > 0 ? $"actingVersion < {member.SinceVersion}" : "";
        var isNull = member.IsOptional ? NullTest(member) : "";
        var test = string.Join(" || ", new[] { isAbsent, isNull }.Where(part => part.Length > 0));
        if (test.Length > 0) writer.Line($"if ({test}) writer.WriteNullValue();");
        var hasLocals = member is { Kind: MemberKind.NumberArray, IsOptional: true };
        using (test.Length > 0 ? writer.Block("else") : hasLocals ? writer.Block() : null as IDisposable)
            writer.Line(Value(context, member));
        if (member.Kind == MemberKind.Set) EmitUnnamedBits(context, writer, member);
    }

    /// <summary>Where bits of a set have no name, its number stands beside the names: nothing of it is lost.</summary>
    private static void EmitUnnamedBits(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var known = $"{context.TypeOf(member.Type)}Encoding.KnownBits";
        writer.Line($"if (({member.Property} & ~{known}) != 0)");
        writer.Line($"    writer.WriteNumber(\"{member.Name}Raw\"u8, (ulong){member.Property});");
    }

    /// <summary>
    /// When an optional member is null. An enum decides itself, because a listed value is never null.
    /// </summary>
    private static string NullTest(BlockMember member) => member.Kind switch
    {
        MemberKind.Number => $"{member.Property} is null",
        MemberKind.CharArray =>
            $"{member.Property}.Length <= 1 && {member.Property}Raw[0] == {member.Encoded.NullValue.Bits}",
        MemberKind.Composite when CompositeShape.CanBeNull((CompositeType)member.Type) =>
            $"{member.Field}.IsAllNull()",
        MemberKind.Set => $"{member.Property} == 0",
        _ => "",
    };

    private static string Value(GenerationContext context, BlockMember member) => member.Kind switch
    {
        MemberKind.Number => Number(context, member.Encoded, member.RawProperty),
        MemberKind.Enum => Enum(context, member, member.IsOptional),
        MemberKind.Set => $"{context.TypeOf(member.Type)}Encoding.WriteJson(writer, {member.Property});",
        MemberKind.Composite => $"{member.Field}.WriteJson(writer, actingVersion);",
        MemberKind.CharArray => $"{context.Global("SbeJson")}.WriteText(writer, {member.Property}, "
            + $"{CharArrayMember.EncodingOf(member.Encoded.CharacterEncoding)});",
        MemberKind.NumberArray => Elements(context, member),
        _ when member.Type is EnumType => Enum(context, member, isOptional: false),
        _ when member.Constant!.IsText =>
            $"writer.WriteStringValue({CSharpPrimitive.StringLiteral(member.Constant.Text)}u8);",
        _ => Number(context, member.Encoded, member.Property),
    };

    private static string Enum(GenerationContext context, BlockMember member, bool isOptional) =>
        $"{context.TypeOf(member.Type)}Encoding.WriteJson(writer, {member.RawProperty}, "
        + $"isOptional: {(isOptional ? "true" : "false")});";

    private static string Number(GenerationContext context, EncodedType type, string value) => type.Primitive switch
    {
        { IsFloatingPoint: true } => $"{context.Global("SbeJson")}.WriteNumber(writer, {value}, "
            + $"isNaNNull: {(type.NullValue.IsNaN ? "true" : "false")});",
        { Kind: PrimitiveKind.Char } => $"{context.Global("SbeJson")}.WriteChar(writer, {value}, "
            + $"{CharArrayMember.EncodingOf(type.CharacterEncoding)});",
        _ => $"writer.WriteNumberValue({value});",
    };

    private static string Elements(GenerationContext context, BlockMember member)
    {
        var (name, element) = (member.Property, Number(context, member.Encoded, "element"));
        if (!member.IsOptional) return Loop(name, element);
        var test = NumberMember.NullTest(
            member.Encoded.Primitive, member.Encoded.NullValue, "element", name + "NullValue");
        return $$"""
            var isNull = true;
            for (var i = 0; i < {{name}}Length; i++)
            {
                var element = Get{{name}}(i);
                isNull &= {{test}};
            }

            if (isNull) writer.WriteNullValue();
            else
            {
                {{Loop(name, $"if ({test}) writer.WriteNullValue(); else {element}").Replace("\n", "\n    ", StringComparison.Ordinal)}}
            }
            """;
    }

    private static string Loop(string name, string element) => $$"""
        writer.WriteStartArray();
        for (var i = 0; i < {{name}}Length; i++)
        {
            var element = Get{{name}}(i);
            {{element}}
        }

        writer.WriteEndArray();
        """;
}
