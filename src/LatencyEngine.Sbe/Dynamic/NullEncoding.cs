using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// The bytes that stand for null. The standard calls a composite null by its first member alone; here all of
/// its members are written null, and only such bytes are shown as null, so that no value beside a null is
/// lost.
/// </summary>
internal static class NullEncoding
{
    public static bool Holds(ReadOnlySpan<byte> at, SchemaType type, ByteOrder order, int actingVersion)
    {
        switch (type)
        {
            case EncodedType { IsCharArray: true } text:
                return at[0] == (byte)text.NullValue.Bits && at[1..text.Size].IndexOfAnyExcept((byte)0) < 0;
            case EncodedType encoded:
                return AllNull(at, encoded, order);
            case EnumType enumType:
                return WireValue.Read(at, enumType.Encoding, order) == enumType.NullValue;
            case SetType set:
                return WireValue.Read(at, set.Encoding, order).Bits == 0;
            default:
                return AllNull(at, (CompositeType)type, order, actingVersion);
        }
    }

    public static void Write(Span<byte> at, SchemaType type, ByteOrder order, int actingVersion)
    {
        switch (type)
        {
            case EncodedType encoded: WriteEncoded(at, encoded, order); break;
            case EnumType enumType: WireValue.Write(at, enumType.Encoding, order, enumType.NullValue); break;
            case SetType set: at[..set.Size].Clear(); break;
            case CompositeType composite: WriteComposite(at, composite, order, actingVersion); break;
        }
    }

    private static bool AllNull(ReadOnlySpan<byte> at, EncodedType type, ByteOrder order)
    {
        for (var i = 0; i < type.Length; i++)
        {
            var value = WireValue.Read(at[(i * type.Primitive.Size)..], type.Primitive, order);
            if (!WireValue.IsNull(value, type.NullValue)) return false;
        }
        return true;
    }

    private static bool AllNull(ReadOnlySpan<byte> at, CompositeType type, ByteOrder order, int actingVersion)
    {
        foreach (var member in type.Members)
        {
            if (member.Presence == Presence.Constant || !member.IsIn(actingVersion)) continue;
            if (!Holds(at[member.Offset..], member.Type, order, actingVersion)) return false;
        }
        return true;
    }

    private static void WriteEncoded(Span<byte> at, EncodedType type, ByteOrder order)
    {
        at[..type.Size].Clear();
        var written = type.IsCharArray ? 1 : type.Length; // Text is null by its first character.
        for (var i = 0; i < written; i++)
            WireValue.Write(at[(i * type.Primitive.Size)..], type.Primitive, order, type.NullValue);
    }

    private static void WriteComposite(Span<byte> at, CompositeType type, ByteOrder order, int actingVersion)
    {
        foreach (var member in type.Members)
            if (member.Presence != Presence.Constant && member.IsIn(actingVersion))
                Write(at[member.Offset..], member.Type, order, actingVersion);
    }
}
