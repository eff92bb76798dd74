using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Members;

/// <summary>
/// Emits a number: a plain property, or for an optional one a nullable view beside the raw one, which has
/// no branch.
/// </summary>
internal static class NumberMember
{
    public static void Emit(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        EmitLimits(writer, member);
        if (member.IsOptional) EmitOptional(context, writer, member);
        else EmitPlain(context, writer, member, member.Property);
    }

    /// <summary>
    /// The null value where the member can be null or absent, and the range where the schema restricts
    /// it.
    /// </summary>
    public static void EmitLimits(CodeWriter writer, BlockMember member)
    {
        var type = member.Encoded;
        if (member.IsOptional || member.SinceVersion > 0)
            EmitValue(writer, member, "NullValue", type.NullValue, $"What {member.Property} holds when it is null.");
        if (!type.HasRange) return;
        EmitValue(writer, member, "MinValue", type.MinValue, $"The least valid {member.Property}.");
        EmitValue(writer, member, "MaxValue", type.MaxValue, $"The greatest valid {member.Property}.");
    }

    /// <summary>
    /// An expression that is true when <paramref name="raw"/> stands for null. Any NaN does.
    /// </summary>
    public static string NullTest(PrimitiveType primitive, PrimitiveValue nullValue, string raw, string nullName)
    {
        if (!primitive.IsFloatingPoint) return $"{raw} == {nullName}";
        var isNaN = $"{CSharpPrimitive.Keyword(primitive)}.IsNaN({raw})";
        return nullValue.IsNaN ? isNaN : $"{raw} == {nullName} || {isNaN}";
    }

    private static void EmitValue(
        CodeWriter writer, BlockMember member, string suffix, PrimitiveValue value, string summary)
    {
        var keyword = CSharpPrimitive.Keyword(member.Encoded.Primitive);
        var literal = CSharpPrimitive.Literal(value);
        Docs.Summary(writer, summary);
        writer.Line(value.IsFloatingPoint
            ? $"public static {keyword} {member.Property}{suffix} => {literal};"
            : $"public const {keyword} {member.Property}{suffix} = {literal};");
        writer.Line();
    }

    private static void EmitPlain(GenerationContext context, CodeWriter writer, BlockMember member, string property)
    {
        var size = member.Encoded.Primitive.Size;
        if (property == member.Property)
            Docs.Element(writer, context.Options, member.Element, $"The field {member.Name}.", member.Facts);
        else
            Docs.Summary(writer, $"{member.Property} as it is on the wire, where {member.Property}NullValue is null.");
        using var body = writer.Block($"public {CSharpPrimitive.Keyword(member.Encoded.Primitive)} {property}");
        writer.Line($"readonly get => {context.Wire(member.Field, size)};");
        writer.Line($"set => {member.Field} = {context.Wire("value", size)};");
    }

    private static void EmitOptional(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var raw = member.Property + "Raw";
        var primitive = member.Encoded.Primitive;
        EmitPlain(context, writer, member, raw);
        writer.Line();
        Docs.Element(writer, context.Options, member.Element, $"The field {member.Name}, or null.", member.Facts);
        using var body = writer.Block($"public {CSharpPrimitive.Keyword(primitive)}? {member.Property}");
        using (writer.Block("readonly get"))
        {
            writer.Line($"var raw = {raw};");
            var test = NullTest(primitive, member.Encoded.NullValue, "raw", member.Property + "NullValue");
            writer.Line($"return {test} ? null : raw;");
        }

        writer.Line(primitive.IsFloatingPoint && member.Encoded.NullValue.IsNaN
            ? $"set => {raw} = value is {{ }} number && !{CSharpPrimitive.Keyword(primitive)}.IsNaN(number) "
                + $"? number : {member.Property}NullValue;"
            : $"set => {raw} = value ?? {member.Property}NullValue;");
    }
}
