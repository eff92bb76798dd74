using LatencyEngine.Sbe.Generation.Support;
using LatencyEngine.Sbe.Generation.VariableSize;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>Emits the method that describes all messages, for code that works from tables.</summary>
internal static class LayoutEmitter
{
    public static void Emit(GenerationContext context, CodeWriter writer)
    {
        var message = context.Global(LayoutSource.Message);
        Docs.Summary(writer, "Describes every message, in the order of the schema. A new array with each call.");
        context.Cold(writer, "descriptions are for tools and files");
        writer.Line($"public static {message}[] Layouts() =>");
        writer.Line("[");
        foreach (var source in context.Schema.Messages) EmitMessage(context, writer, source);
        writer.Line("];");
    }

    private static void EmitMessage(GenerationContext context, CodeWriter writer, Message message)
    {
        var plan = new BlockPlan(context.Names.BlockOf(message), message);
        writer.Line($"    new(\"{context.Names.Of(message)}\", {message.Id}, {message.BlockLength},");
        writer.Line("    [");
        foreach (var member in plan.Stored) writer.Line($"        {FieldOf(context, member)},");
        writer.Line($"    ], {Bool(!message.Groups.IsEmpty)}, [{string.Join(", ", DataOf(context, message))}]),");
    }

    private static string FieldOf(GenerationContext context, BlockMember member)
    {
        var kind = $"{context.Global(LayoutSource.Kind)}.{KindOf(member)}";
        var isOptional = member is { IsOptional: true, Kind: MemberKind.Number or MemberKind.Enum };
        return $"new(\"{member.Property}\", {kind}, {member.Offset}, {member.Type.Size}, {Bool(IsSigned(member.Type))}, "
            + $"{Bool(isOptional)}, 0x{(isOptional ? NullOf(member.Type) : 0):X}UL, {member.SinceVersion})";
    }

    private static IEnumerable<string> DataOf(GenerationContext context, Message message)
    {
        if (message.IsFixedSize) yield break;
        foreach (var section in new MessagePlan(context, message).Root.Sections.OfType<DataSection>())
            yield return $"new(\"{section.Property}\", {section.Encoding.Size}, {section.Encoding.MaxLength}L, "
                + $"{Bool(section.Form == TextForm.Utf8)}, {section.SinceVersion})";
    }

    private static string KindOf(BlockMember member) => member.Kind switch
    {
        MemberKind.CharArray => "Text",
        MemberKind.NumberArray when member.Encoded.Primitive.Kind == PrimitiveKind.UInt8 => "Bytes",
        MemberKind.NumberArray => "Array",
        MemberKind.Composite => "Composite",
        MemberKind.Number when member.Encoded.Primitive.IsFloatingPoint => "FloatingPoint",
        _ => "Integer",
    };

    private static bool IsSigned(SchemaType type) => PrimitiveOf(type)?.Kind is
        PrimitiveKind.Int8 or PrimitiveKind.Int16 or PrimitiveKind.Int32 or PrimitiveKind.Int64;

    private static PrimitiveType? PrimitiveOf(SchemaType type) => type switch
    {
        EncodedType encoded => encoded.Primitive,
        EnumType named => named.Encoding,
        _ => null,
    };

    private static ulong NullOf(SchemaType type) => type switch
    {
        EncodedType encoded => encoded.NullValue.Bits,
        EnumType named => named.NullValue.Bits,
        _ => 0,
    };

    private static string Bool(bool value) => value ? "true" : "false";
}
