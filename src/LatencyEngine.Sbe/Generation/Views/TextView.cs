using LatencyEngine.Sbe.Generation.Codec;
using LatencyEngine.Sbe.Generation.Members;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>
/// Emits a block as one line for people: names as in the schema, decimals and times as such, text
/// quoted.
/// </summary>
internal static class TextView
{
    private const string Cold = "text is for people";

    public static void Emit(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        EmitFormattable(context, writer);
        writer.Line();
        EmitText(context, writer, plan);
        writer.Line();
        Docs.Summary(writer, "Appends name and value of each member.");
        context.Cold(writer, Cold);
        using var body = writer.Block($"internal readonly void WriteTextMembers(ref {context.Global("SbeText")} text)");
        foreach (var (index, member) in plan.Members.Index())
            EmitMember(context, writer, member, index == 0 ? "" : " ");
    }

    /// <summary>
    /// Emits how a set is written: names and unnamed bits with bars between, or a dash when it is empty.
    /// </summary>
    public static void EmitSet(GenerationContext context, CodeWriter writer, string setName)
    {
        Docs.Summary(writer, "Appends the names of the bits with bars between; a dash for the empty set.");
        context.Cold(writer, Cold);
        using var body = writer.Block(
            $"internal static void WriteText(ref {context.Global("SbeText")} text, {setName} value)");
        writer.Line("if (value == 0) text.Append(\"-\");");
        using (writer.Block("for (var bits = (ulong)value; bits != 0;)"))
        {
            writer.Line("var bitIndex = global::System.Numerics.BitOperations.TrailingZeroCount(bits);");
            writer.Line("text.AppendName(NameOf(bitIndex), 1UL << bitIndex);");
            writer.Line("bits &= bits - 1;");
            writer.Line("if (bits != 0) text.Append(\"|\");");
        }
    }

    private static void EmitFormattable(GenerationContext context, CodeWriter writer)
    {
        Docs.Summary(writer, "The value as one line for people. Allocates; TryFormat does not.");
        context.Cold(writer, Cold);
        writer.Line($"public override readonly string ToString() => {context.Global("SbeText")}.ToText(in this);");
        writer.Line();
        Docs.Summary(writer, "Formats the value as one line for people; format and provider are ignored.");
        context.Cold(writer, Cold);
        writer.Line("public readonly bool TryFormat(");
        writer.Line("    global::System.Span<char> destination,");
        writer.Line("    out int charsWritten,");
        writer.Line("    global::System.ReadOnlySpan<char> format = default,");
        writer.Line("    global::System.IFormatProvider? provider = null)");
        using (writer.Block())
        {
            writer.Line($"var text = new {context.Global("SbeText")}(destination);");
            writer.Line("WriteText(ref text);");
            writer.Line("return text.Finish(out charsWritten);");
        }

        writer.Line();
        context.Cold(writer, Cold);
        writer.Line("readonly string global::System.IFormattable.ToString(");
        writer.Line("    string? format, global::System.IFormatProvider? formatProvider) => ToString();");
    }

    private static void EmitText(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "Appends the value to a text.");
        context.Cold(writer, Cold);
        using var body = writer.Block($"internal readonly void WriteText(ref {context.Global("SbeText")} text)");
        if (plan.Element is not CompositeType composite)
        {
            writer.Line(plan.Members.Length == 0 ? $"text.Append(\"{plan.Element.Name}\");" : $"text.Append(\"{plan.Element.Name} \");");
            writer.Line("WriteTextMembers(ref text);");
            return;
        }

        if (CompositeShape.HasOwnNull(composite))
        {
            using (writer.Block("if (IsNull)"))
            {
                writer.Line("text.Append(\"null\");");
                writer.Line("return;");
            }

            writer.Line();
        }

        if (CompositeShape.IsDecimal(composite))
        {
            writer.Line($"text.AppendDecimal({plan.Members[0].RawProperty}, {plan.Members[1].RawProperty});");
            return;
        }

        writer.Line("text.Append(\"{\");");
        writer.Line("WriteTextMembers(ref text);");
        writer.Line("text.Append(\"}\");");
    }

    private static void EmitMember(GenerationContext context, CodeWriter writer, BlockMember member, string separator)
    {
        writer.Line($"text.Append(\"{separator}{member.Name}=\");");
        var test = NullTest(member);
        if (test.Length > 0) writer.Line($"if ({test}) text.Append(\"null\");");
        var statement = Value(context, member);
        if (test.Length == 0) writer.Line(statement);
        else writer.Line("else " + statement);
    }

    private static string NullTest(BlockMember member) => member.Kind switch
    {
        MemberKind.Number when member.IsOptional || member.SinceVersion > 0 => NumberMember.NullTest(
            member.Encoded.Primitive, member.Encoded.NullValue, member.RawProperty, member.Property + "NullValue"),
        MemberKind.Enum when member.IsOptional || member.SinceVersion > 0 =>
            $"{member.RawProperty} == {member.Property}NullValue",
        _ => "",
    };

    private static string Value(GenerationContext context, BlockMember member) => member.Kind switch
    {
        MemberKind.Number => Number(member, member.RawProperty),
        MemberKind.Enum => Enum(context, member),
        MemberKind.Set => $"{context.TypeOf(member.Type)}Encoding.WriteText(ref text, {member.Property});",
        MemberKind.Composite => $"{member.Field}.WriteText(ref text);",
        MemberKind.CharArray => $"text.AppendQuoted({member.Property});",
        MemberKind.NumberArray => Elements(member),
        _ when member.Type is EnumType => Enum(context, member),
        _ when member.Constant!.IsText => $"text.AppendQuoted({member.Property});",
        _ => Number(member, member.Property),
    };

    private static string Enum(GenerationContext context, BlockMember member)
    {
        var keyword = CSharpPrimitive.Keyword(((EnumType)member.Type).Encoding);
        return $"text.AppendName({context.TypeOf(member.Type)}Encoding.NameOf({member.RawProperty}), ({keyword}){member.RawProperty});";
    }

    private static string Number(BlockMember member, string value)
    {
        if (member.Encoded.Primitive.Kind == PrimitiveKind.Char) return $"text.AppendQuoted([{value}]);";
        int? digits = member.UnixTimeUnit switch
        {
            "second" => 0,
            "millisecond" => 3,
            "microsecond" => 6,
            "nanosecond" => 9,
            _ => null,
        };
        return digits is { } known && member.Encoded.Primitive.IsInteger
            ? $"text.AppendTime({value}, {known});"
            : $"text.Append({value});";
    }

    private static string Elements(BlockMember member) => $$"""
        text.Append("[");
        for (var i = 0; i < {{member.Property}}Length; i++)
        {
            if (i > 0) text.Append(",");
            {{Number(member, $"Get{member.Property}(i)")}}
        }

        text.Append("]");
        """;
}
