using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>
/// The header that an encoder writes before one message, known when the schema is compiled: so it is
/// stored, and compared, as one or a few whole numbers instead of member by member.
/// </summary>
internal static class HeaderConstants
{
    /// <summary>
    /// One number of the header: its offset and size in bytes, and its value in the schema's byte order.
    /// </summary>
    public readonly record struct Chunk(int Offset, int SizeBytes, ulong Value)
    {
        public string Name => Offset == 0 ? "HeaderBits" : $"HeaderBits{Offset}";

        public string Keyword => SizeBytes switch { 8 => "ulong", 4 => "uint", 2 => "ushort", _ => "byte" };

        public string Literal => $"0x{Value.ToString($"X{SizeBytes * 2}")}{SizeBytes switch { 8 => "UL", 4 => "U", _ => "" }}";
    }

    public static IEnumerable<Chunk> Of(MessageSchema schema, Message message)
    {
        var bytes = BytesOf(schema, message);
        for (var offset = 0; offset < bytes.Length;)
        {
            var size = LargestPowerOfTwoUpTo8(bytes.Length - offset);
            yield return new Chunk(offset, size, ToNumber(schema.ByteOrder, bytes.AsSpan(offset, size)));
            offset += size;
        }
    }

    /// <summary>
    /// The header's bytes as this version of the schema writes them. Members without a meaning are zero.
    /// </summary>
    public static byte[] BytesOf(MessageSchema schema, Message message)
    {
        var header = schema.Header;
        var bytes = new byte[header.Size];
        Put(schema, bytes, header.BlockLength, message.BlockLength);
        Put(schema, bytes, header.TemplateId, message.Id);
        Put(schema, bytes, header.SchemaId, schema.Id);
        Put(schema, bytes, header.Version, schema.Version);
        if (header.NumGroups is { } groups) Put(schema, bytes, groups, message.Groups.Length);
        if (header.NumVarDataFields is { } data) Put(schema, bytes, data, message.Data.Length);
        return bytes;
    }

    private static void Put(MessageSchema schema, byte[] bytes, CompositeMember member, int value)
    {
        if (member.Presence == Presence.Constant) return;
        for (var i = 0; i < member.Size; i++)
        {
            var shift = 8 * (schema.ByteOrder == ByteOrder.LittleEndian ? i : member.Size - 1 - i);
            bytes[member.Offset + i] = shift < 32 ? (byte)(value >> shift) : (byte)0;
        }
    }

    private static ulong ToNumber(ByteOrder order, ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < bytes.Length; i++)
            value = (value << 8) | bytes[order == ByteOrder.BigEndian ? i : bytes.Length - 1 - i];
        return value;
    }

    private static int LargestPowerOfTwoUpTo8(int bytes) => bytes switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
}
