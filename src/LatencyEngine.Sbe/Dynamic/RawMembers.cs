using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// The members <c>nameRaw</c> that JSON may have beside a set <c>name</c>, unless the schema uses that name.
/// </summary>
internal static class RawMembers
{
    private const string Suffix = "Raw";

    public static string NameOf(string set) => set + Suffix;

    public static bool IsAdded(MessageField field, MessageBlock owner) =>
        field.Type is SetType && !BlockNames.Has(owner, NameOf(field.Name));

    public static bool IsAdded(CompositeMember member, CompositeType owner) =>
        member.Type is SetType && owner.Find(NameOf(member.Name)) is null;

    /// <summary>Whether <paramref name="name"/> is the raw number of a set of this block.</summary>
    public static bool IsRaw(string name, MessageBlock owner) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && owner.Fields.Any(f => f.Name == name[..^Suffix.Length] && IsAdded(f, owner));

    /// <summary>Whether <paramref name="name"/> is the raw number of a set of this composite.</summary>
    public static bool IsRaw(string name, CompositeType owner) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && owner.Find(name[..^Suffix.Length]) is { } member && IsAdded(member, owner);
}
