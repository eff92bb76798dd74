using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Members;

/// <summary>
/// Emits an enum or a set. The field holds the enum with its bytes in the order of the wire.
/// </summary>
internal static class NamedValueMember
{
    public static void Emit(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        if (member.Type is EnumType type && (member.IsOptional || member.SinceVersion > 0))
            EmitNullValue(context, writer, member, type);
        if (member.Type is EnumType && member.IsOptional) EmitOptional(context, writer, member);
        else EmitPlain(context, writer, member, member.Property);
    }

    private static void EmitNullValue(GenerationContext context, CodeWriter writer, BlockMember member, EnumType type)
    {
        var name = context.TypeOf(type);
        Docs.Summary(writer, $"What {member.Property} holds when it is null.");
        writer.Line($"public const {name} {member.Property}NullValue = {name}Encoding.NullValue;");
        writer.Line();
    }

    private static void EmitPlain(GenerationContext context, CodeWriter writer, BlockMember member, string property)
    {
        if (property == member.Property)
            Docs.Element(writer, context.Options, member.Element, $"The field {member.Name}.", member.Facts);
        else
            Docs.Summary(writer, $"{member.Property} as it is on the wire, where {member.Property}NullValue is null.");
        using var body = writer.Block($"public {context.TypeOf(member.Type)} {property}");
        writer.Line($"readonly get => {Ordered(context, member, member.Field)};");
        writer.Line($"set => {member.Field} = {Ordered(context, member, "value")};");
    }

    private static void EmitOptional(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var raw = member.Property + "Raw";
        EmitPlain(context, writer, member, raw);
        writer.Line();
        Docs.Element(writer, context.Options, member.Element, $"The field {member.Name}, or null.", member.Facts);
        using var body = writer.Block($"public {context.TypeOf(member.Type)}? {member.Property}");
        using (writer.Block("readonly get"))
        {
            writer.Line($"var raw = {raw};");
            writer.Line($"return raw == {member.Property}NullValue ? null : raw;");
        }

        writer.Line($"set => {raw} = value ?? {member.Property}NullValue;");
    }

    private static string Ordered(GenerationContext context, BlockMember member, string expression)
    {
        var encoding = member.Type is EnumType type ? type.Encoding : ((SetType)member.Type).Encoding;
        if (encoding.Size == 1) return expression;
        var number = context.Wire($"({CSharpPrimitive.Keyword(encoding)}){expression}", encoding.Size);
        return $"({context.TypeOf(member.Type)}){number}";
    }
}
