using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>The null value of each kind of member, and the statement that stores it.</summary>
internal static class Nulls
{
    /// <summary>A C# expression of the member's null value; for an array that of one element.</summary>
    public static string Value(GenerationContext context, BlockMember member) => member.Type switch
    {
        CompositeType composite => CompositeShape.CanBeNull(composite) ? $"{context.TypeOf(composite)}.Null" : "default",
        EnumType type => $"{context.TypeOf(type)}Encoding.NullValue",
        EncodedType type => CSharpPrimitive.Literal(type.NullValue),
        _ => "default",
    };

    /// <summary>
    /// A statement that makes a member of <paramref name="target"/> (empty, or ending in a dot) null. A
    /// set is null when it is empty; text is null by its first character.
    /// </summary>
    public static string Assign(GenerationContext context, BlockMember member, string target = "")
    {
        var value = Value(context, member);
        return member.Kind switch
        {
            MemberKind.NumberArray =>
                $"for (var i = 0; i < {member.Property}Length; i++) {target}Set{member.Property}(i, {value});",
            MemberKind.CharArray when member.Encoded.NullValue.Bits != 0 =>
                $"{target}{member.Property} = [{value}];",
            MemberKind.CharArray => $"{target}{member.Field} = default;",
            MemberKind.Composite => $"{target}{member.Field} = {value};",
            _ => $"{target}{member.RawProperty} = {value};",
        };
    }
}
