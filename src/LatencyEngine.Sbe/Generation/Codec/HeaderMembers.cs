using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>How generated code reads and writes the members of a header whose composite the schema may shape freely.</summary>
internal static class HeaderMembers
{
    /// <summary>A statement that stores an int in a member of the variable <c>header</c>.</summary>
    public static string Assign(CompositeMember member, string value) => member.Presence == Presence.Constant
        ? $"// {member.Name} is constant."
        : $"header.{Property(member)} = ({Keyword(member)}){value};";

    /// <summary>The member of the variable <c>header</c> as a number of its own width.</summary>
    public static string Read(GenerationContext context, CompositeMember member) =>
        member.Presence == Presence.Constant
            ? $"{context.TypeOf(context.Schema.Header.Composite)}.{Property(member)}"
            : $"header.{Property(member)}";

    private static string Keyword(CompositeMember member) =>
        CSharpPrimitive.Keyword(((EncodedType)member.Type).Primitive);

    private static string Property(CompositeMember member) =>
        Naming.Pascal(member.Name) + (member.Presence == Presence.Optional ? "Raw" : "");
}
