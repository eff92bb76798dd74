using System.Buffers.Binary;

namespace LatencyEngine.Journal.Log.Format;

/// <summary>
/// The copy of the session's head that every segment carries, so that a session explains itself when retention has
/// removed its beginning: <c>u32 length | u32 checksum | message</c>, padded to whole sectors.
/// </summary>
internal static class HeadCopy
{
    private const int PrefixBytes = 8;

    public static int SizeOf(int messageBytes) => SegmentLayout.AlignToSector(UsedBytesOf(messageBytes));

    public static int UsedBytesOf(int messageBytes) => PrefixBytes + messageBytes;

    public static byte[] Write(ReadOnlySpan<byte> message)
    {
        var bytes = new byte[SizeOf(message.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Checksum.Of(message));
        message.CopyTo(bytes.AsSpan(PrefixBytes));
        return bytes;
    }

    /// <returns><c>false</c> when there is no copy, or not all of it.</returns>
    public static bool TryRead(ReadOnlySpan<byte> area, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (area.Length < PrefixBytes) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(area);
        if (length < RecordFormat.MessageBytesMin || length > area.Length - PrefixBytes) return false;
        message = area.Slice(PrefixBytes, length);
        return BinaryPrimitives.ReadUInt32LittleEndian(area[4..]) == Checksum.Of(message);
    }
}
