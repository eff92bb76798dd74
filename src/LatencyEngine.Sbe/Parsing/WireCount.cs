using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>What a member must be to carry a length, a count or an id: a required unsigned integer.</summary>
internal static class WireCount
{
    /// <summary>What is wrong with the member, to be put behind its name; null when it fits.</summary>
    public static string? MistakeIn(CompositeMember member)
    {
        if (member.Type is not EncodedType type) return "is not a plain type; expected an unsigned integer";
        if (!type.Primitive.IsUnsignedInteger) return $"is of {type.Primitive.Name}; expected an unsigned "
            + "integer";
        if (type.Length != 1) return "is an array; expected a single unsigned integer";
        if (member.Presence == Presence.Constant) return "is constant; expected an unsigned integer on the "
            + "wire";
        return member.Presence == Presence.Optional ? "is optional; expected a required unsigned "
            + "integer" : null;
    }

    /// <summary>The largest value that the member's type allows.</summary>
    public static long MaxOf(CompositeMember member) =>
        (long)Int128.Min(((EncodedType)member.Type).MaxValue.ToInteger(), long.MaxValue);

    /// <summary>The smallest value that the member's type allows.</summary>
    public static long MinOf(CompositeMember member) =>
        (long)Int128.Min(((EncodedType)member.Type).MinValue.ToInteger(), long.MaxValue);
}
