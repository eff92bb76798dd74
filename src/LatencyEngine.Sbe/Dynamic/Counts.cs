using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>The unsigned integers of headers, dimensions and lengths. Any thread; no state.</summary>
internal static class Counts
{
    /// <summary>
    /// Reads a count; one above <see cref="long.MaxValue"/> is that, which nothing is long enough for.
    /// </summary>
    public static long Read(ReadOnlySpan<byte> bytes, CompositeMember member, ByteOrder order)
    {
        if (member.Constant is { } constant) return (long)constant.Value.ToInteger();
        var value = Wire.Read(bytes, ((EncodedType)member.Type).Primitive, order).ToInteger();
        return value > long.MaxValue ? long.MaxValue : (long)value;
    }

    public static void Write(Span<byte> block, CompositeMember? member, ByteOrder order, long value)
    {
        if (member is null || member.Constant is not null) return;
        Wire.Write(block[member.Offset..], ((EncodedType)member.Type).Primitive, order, (ulong)value);
    }
}
