using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>
/// How generated code reads and writes the members of a header whose composite the schema may shape
/// freely.
/// </summary>
internal static class HeaderMembers
{
    /// <summary>A statement that stores an int in a member of the variable <c>header</c>.</summary>
    public static string Assign(GenerationContext context, CompositeMember member, string value) =>
        member.Presence == Presence.Constant
            ? $"// {member.Name} is constant."
            : $"header.{Property(context, member)} = ({Keyword(member)}){value};";

    /// <summary>The member of the variable <c>header</c> as a number of its own width.</summary>
    public static string Read(GenerationContext context, CompositeMember member) =>
        member.Presence == Presence.Constant
            ? $"{context.TypeOf(context.Schema.Header.Composite)}.{Property(context, member)}"
            : $"header.{Property(context, member)}";

    private static string Keyword(CompositeMember member) =>
        CSharpPrimitive.Keyword(((EncodedType)member.Type).Primitive);

    private static string Property(GenerationContext context, CompositeMember member) =>
        context.Header.Members.Single(candidate => candidate.Name == member.Name).RawProperty;
}
