using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Finds the first way in which two types put a value on the wire differently.</summary>
internal static class TypeDifference
{
    /// <summary>
    /// The difference in words, or null where bytes mean the same; appended new members do not count.
    /// </summary>
    public static string? Find(SchemaType older, SchemaType newer, int olderVersion) => (older, newer) switch
    {
        (EncodedType a, EncodedType b) => Find(a, b),
        (EnumType a, EnumType b) => Differs("encoding", a.Encoding, b.Encoding)
            ?? Differs("null value", a.NullValue, b.NullValue),
        (SetType a, SetType b) => Differs("encoding", a.Encoding, b.Encoding),
        (CompositeType a, CompositeType b) => Find(a, b, olderVersion),
        _ => $"{KindOf(newer)}, was {KindOf(older)}",
    };

    private static string? Find(EncodedType a, EncodedType b) =>
        Differs("primitive type", a.Primitive, b.Primitive)
        ?? Differs("length", a.Length, b.Length)
        ?? Differs("null value", a.NullValue, b.NullValue)
        ?? Differs("constant", a.Constant?.Text ?? "none", b.Constant?.Text ?? "none")
        ?? Differs("character encoding", EncodingOf(a), EncodingOf(b));

    private static string? Find(CompositeType a, CompositeType b, int olderVersion)
    {
        foreach (var older in a.Members)
        {
            if (b.Find(older.Name) is not { } newer) return $"member '{older.Name}' is removed";
            var isConstant = older.Presence == Presence.Constant;
            var difference = Differs("presence", older.Presence, newer.Presence)
                ?? (isConstant ? null : Differs("offset", older.Offset, newer.Offset))
                ?? Find(older.Type, newer.Type, olderVersion);
            if (difference is not null) return $"member '{older.Name}': {difference}";
        }
        foreach (var newer in b.Members)
            if (a.Find(newer.Name) is null && newer.Presence != Presence.Constant && newer.IsIn(olderVersion))
                return $"member '{newer.Name}' is new but says version {newer.SinceVersion}";
        return null;
    }

    private static string? Differs<T>(string what, T older, T newer) where T : notnull =>
        older.Equals(newer) ? null : $"{what} {newer}, was {older}";

    private static string EncodingOf(EncodedType type) =>
        TextEncoding.Find(type.CharacterEncoding)?.WebName ?? TextEncoding.DefaultName;

    private static string KindOf(SchemaType type) => type switch
    {
        EncodedType => "a plain type",
        EnumType => "an enum",
        SetType => "a set",
        _ => "a composite",
    };
}
