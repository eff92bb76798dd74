using LatencyEngine.Sbe.Generation.Members;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>
/// What the members of a composite make it: something that can be null, or a decimal number.
/// </summary>
internal static class CompositeShape
{
    /// <summary>
    /// Whether the composite has a member on the wire: the standard makes the whole null by the first of
    /// them.
    /// </summary>
    public static bool CanBeNull(CompositeType composite) => First(composite) is not null;

    /// <summary>
    /// Whether that first member is a number or an enum, so that null is not also an everyday value, as
    /// zero is for sets and empty text is for text.
    /// </summary>
    public static bool HasOwnNull(CompositeType composite) => First(composite)?.Type switch
    {
        EncodedType { IsArray: false } or EnumType => true,
        CompositeType inner => HasOwnNull(inner),
        _ => false,
    };

    /// <summary>
    /// Whether the members are exactly an integer mantissa and an int8 exponent, either of which may be
    /// constant.
    /// </summary>
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
        Docs.Summary(writer, "The null value: every member is null.");
        using var body = writer.Block($"public static {plan.Name} Null");
        using var getter = writer.Block("get");
        writer.Line($"var value = default({plan.Name});");
        foreach (var member in plan.Stored) writer.Line(Nulls.Assign(context, member, "value."));
        writer.Line("return value;");
    }

    /// <summary>
    /// Emits whether every member is null: only then may a view show null without losing a value.
    /// </summary>
    public static void EmitAllNull(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "Whether every member is null, so that nothing is lost when the whole is shown as null.");
        using var body = writer.Block("internal readonly bool IsAllNull()");
        foreach (var member in plan.Stored)
        {
            if (member.Kind == MemberKind.NumberArray)
                writer.Line($"for (var i = 0; i < {member.Property}Length; i++)");
            writer.Line($"if (!({AllNullTest(context, member)})) return false;");
        }

        writer.Line("return true;");
    }

    private static string AllNullTest(GenerationContext context, BlockMember member) => member.Kind switch
    {
        MemberKind.Composite => CanBeNull((CompositeType)member.Type) ? $"{member.Field}.IsAllNull()" : "true",
        MemberKind.NumberArray => Test(context, member, $"Get{member.Property}(i)"),
        MemberKind.CharArray =>
            $"{member.Property}.Length <= 1 && {member.Property}Raw[0] == {member.Encoded.NullValue.Bits}",
        _ => TestOf(context, member),
    };

    private static CompositeMember? First(CompositeType composite) =>
        composite.Members.FirstOrDefault(member => member.Presence != Presence.Constant && member.Type.Size > 0);

    private static string TestOf(GenerationContext context, BlockMember member) => member.Kind switch
    {
        MemberKind.Composite => $"{member.Field}.IsNull",
        MemberKind.Set => $"{member.Property} == 0",
        MemberKind.Enum => $"{member.RawProperty} == {Nulls.Value(context, member)}",
        MemberKind.Number => Test(context, member, member.RawProperty),
        _ => Test(context, member, context.Wire($"{member.Field}[0]", member.Encoded.Primitive.Size)),
    };

    private static string Test(GenerationContext context, BlockMember member, string raw) => NumberMember.NullTest(
        member.Encoded.Primitive, member.Encoded.NullValue, raw, Nulls.Value(context, member));
}
