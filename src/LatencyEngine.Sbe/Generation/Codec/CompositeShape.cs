using LatencyEngine.Sbe.Generation.Members;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>What the members of a composite make it: something that can be null, or a decimal number.</summary>
internal static class CompositeShape
{
    /// <summary>
    /// Whether the composite's first member on the wire, or the first of that one, has a null value. The standard
    /// makes the whole composite null by it.
    /// </summary>
    public static bool CanBeNull(CompositeType composite) =>
        composite.Members.FirstOrDefault(member => member.Presence != Presence.Constant)?.Type switch
        {
            EncodedType { IsArray: false } or EnumType => true,
            CompositeType inner => CanBeNull(inner),
            _ => false,
        };

    /// <summary>Whether the members are exactly an integer mantissa and an int8 exponent, either of which may be constant.</summary>
    public static bool IsDecimal(CompositeType composite) =>
        composite.Members is
        [
            { Name: "mantissa", Presence: not Presence.Constant, Type: EncodedType { IsArray: false, Primitive.IsInteger: true } },
            { Name: "exponent", Type: EncodedType { IsArray: false, Primitive.Kind: PrimitiveKind.Int8 } },
        ];

    /// <summary>Emits <c>IsNull</c> and <c>Null</c>.</summary>
    public static void EmitNull(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var first = plan.Stored.First();
        Docs.Summary(writer, $"Whether the value is null, which its first member {first.Property} says.");
        writer.Line($"public readonly bool IsNull => {TestOf(context, first)};");
        writer.Line();
        Docs.Summary(writer, $"The null value: {first.Property} is null, everything else is zero.");
        using var body = writer.Block($"public static {plan.Name} Null");
        using var getter = writer.Block("get");
        writer.Line($"var value = default({plan.Name});");
        writer.Line($"value.{PlainProperty(first)} = {NullOf(context, first)};");
        writer.Line("return value;");
    }

    private static string PlainProperty(BlockMember member) =>
        member.IsOptional && member.Kind != MemberKind.Composite ? member.Property + "Raw" : member.Property;

    private static string TestOf(GenerationContext context, BlockMember member) => member.Kind switch
    {
        MemberKind.Composite => $"{member.Field}.IsNull",
        MemberKind.Number => NumberMember.NullTest(
            member.Encoded.Primitive, member.Encoded.NullValue, PlainProperty(member), NullOf(context, member)),
        _ => $"{PlainProperty(member)} == {NullOf(context, member)}",
    };

    private static string NullOf(GenerationContext context, BlockMember member) => member.Kind switch
    {
        MemberKind.Composite => $"{context.TypeOf(member.Type)}.Null",
        MemberKind.Number => CSharpPrimitive.Literal(member.Encoded.NullValue),
        _ => $"{context.TypeOf(member.Type)}Encoding.NullValue",
    };
}
