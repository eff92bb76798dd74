using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>Emits conversions between a composite of mantissa and exponent and .NET's decimal, exact or refused.</summary>
internal static class DecimalView
{
    private const string Cold = "decimals are for people and files";

    public static void Emit(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var (mantissa, exponent) = (plan.Members[0], plan.Members[1]);
        var isFixed = exponent.Kind == MemberKind.Constant;
        Docs.Summary(writer, "The number as a decimal; false when it is null, or a decimal cannot hold it exactly.");
        context.Cold(writer, Cold);
        using (writer.Block("public readonly bool TryGetDecimal(out decimal value)"))
        {
            writer.Line("value = 0m;");
            writer.Line($"return !IsNull && {context.Global("SbeDecimal")}.TryMake("
                + $"{mantissa.RawProperty}, {exponent.RawProperty}, out value);");
        }

        writer.Line();
        Docs.Summary(writer, isFixed
            ? "The value of a decimal; false when it has more digits than the exponent allows, or is out of range."
            : "The value of a decimal with the fewest digits; false when it is out of range.");
        context.Cold(writer, Cold);
        using var body = writer.Block($"public static bool TryFromDecimal(decimal value, out {plan.Name} result)");
        writer.Line("result = default;");
        writer.Line($"var exponent = {(isFixed ? exponent.Property : $"-{context.Global("SbeDecimal")}.DigitsOf(ref value)")};");
        writer.Line($"if (!{context.Global("SbeDecimal")}.TryScale(value, exponent, out var mantissa)) return false;");
        EmitRange(writer, mantissa.Encoded);
        var keyword = CSharpPrimitive.Keyword(mantissa.Encoded.Primitive);
        writer.Line($"result.{mantissa.RawProperty} = ({keyword})mantissa;");
        if (!isFixed) writer.Line($"result.{exponent.RawProperty} = (sbyte)exponent;");
        writer.Line("return !result.IsNull;");
    }

    private static void EmitRange(CodeWriter writer, EncodedType mantissa)
    {
        var (min, max) = (mantissa.MinValue.ToInteger(), mantissa.MaxValue.ToInteger());
        writer.Line($"if (mantissa < {min}m || mantissa > {max}m) return false;");
    }
}
