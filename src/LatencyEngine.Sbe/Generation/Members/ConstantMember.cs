using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Members;

/// <summary>Emits a constant. It takes no space on the wire; both ends know it from the schema.</summary>
internal static class ConstantMember
{
    public static void Emit(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var constant = member.Constant!;
        Docs.Element(writer, context.Options, member.Element, $"The constant {member.Name}.", member.Facts);
        if (constant.IsText) EmitText(writer, member, constant);
        else writer.Line(Declaration(context, member, constant));
    }

    /// <summary>The value as a C# expression; a constant one except for floating point.</summary>
    public static string ValueOf(GenerationContext context, BlockMember member) => member.Type switch
    {
        EnumType => $"({context.TypeOf(member.Type)}){Parenthesized(CSharpPrimitive.Literal(member.Constant!.Value))}",
        _ => CSharpPrimitive.Literal(member.Constant!.Value),
    };

    private static string Declaration(GenerationContext context, BlockMember member, ConstantValue constant)
    {
        var type = context.TypeOf(member.Type);
        var value = ValueOf(context, member);
        return constant.Value.IsFloatingPoint
            ? $"public static {type} {member.Property} => {value};"
            : $"public const {type} {member.Property} = {value};";
    }

    private static void EmitText(CodeWriter writer, BlockMember member, ConstantValue constant)
    {
        var bytes = string.Join(", ", constant.Bytes.Select(value => $"0x{value:X2}"));
        writer.Line($"public static global::System.ReadOnlySpan<byte> {member.Property} => [{bytes}];");
        writer.Line();
        Docs.Summary(writer, $"{member.Property} as a string.");
        writer.Line($"public const string {member.Property}Text = {CSharpPrimitive.StringLiteral(constant.Text)};");
    }

    private static string Parenthesized(string literal) => literal.StartsWith('-') ? $"({literal})" : literal;
}
