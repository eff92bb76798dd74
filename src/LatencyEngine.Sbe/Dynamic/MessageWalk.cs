using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// One pass over one message: blocks are skipped by their length on the wire, and what is newer than the
/// acting version is shown as absent. Owns its position; used once.
/// </summary>
internal sealed class MessageWalk(
    MessageSchema schema, Message message, HeaderValues header, Utf8JsonWriter json, JsonValueWriter values)
{
    /// <summary>
    /// Entries that take no byte at all, and so could otherwise be as many as a count can say.
    /// </summary>
    private const int EmptyEntriesMax = ushort.MaxValue;

    private readonly WirePath _path = new();
    private int _position;

    /// <summary>Walks to the message's end; returns the bytes that it took, header included.</summary>
    public int Run(ReadOnlySpan<byte> bytes)
    {
        _position = schema.Header.Size;
        CheckBlockLength(message, header.BlockLength, schema.Header.BlockLength.Offset);
        json.WriteStartObject();
        WriteBlock(bytes, message, header.BlockLength);
        json.WriteEndObject();
        return _position;
    }

    private void WriteBlock(ReadOnlySpan<byte> bytes, MessageBlock block, int blockLength)
    {
        var body = Take(bytes, blockLength, "the block has");
        values.WriteFields(body, block);
        foreach (var group in block.Groups)
        {
            _path.Enter(group.Name);
            json.WriteStartArray(group.Name);
            if (group.IsIn(header.Version)) WriteEntries(bytes, group);
            json.WriteEndArray();
            _path.Leave();
        }
        foreach (var data in block.Data) WriteData(bytes, data);
    }

    private void WriteEntries(ReadOnlySpan<byte> bytes, MessageGroup group)
    {
        var dimensionOffset = _position;
        var dimension = Take(bytes, group.Dimension.Size, "the group dimensions take");
        var blockLength = ReadCount(dimension, group.Dimension.BlockLength, dimensionOffset);
        var count = ReadCount(dimension, group.Dimension.NumInGroup, dimensionOffset);
        var lengthOffset = dimensionOffset + group.Dimension.BlockLength.Offset;
        if (count > 0) CheckBlockLength(group, blockLength, lengthOffset);
        CheckCount(group, count, blockLength, bytes.Length - _position, dimensionOffset);
        for (var i = 0; i < count; i++)
        {
            _path.At(i);
            json.WriteStartObject();
            WriteBlock(bytes, group, blockLength);
            json.WriteEndObject();
        }
    }

    private void WriteData(ReadOnlySpan<byte> bytes, MessageData data)
    {
        _path.Enter(data.Name);
        json.WritePropertyName(data.Name);
        var content = data.IsIn(header.Version) ? TakeData(bytes, data.Encoding) : [];
        if (data.Encoding.IsText) values.WriteText(content, data.Encoding.CharacterEncoding);
        else json.WriteStringValue(Convert.ToHexStringLower(content));
        _path.Leave();
    }

    private ReadOnlySpan<byte> TakeData(ReadOnlySpan<byte> bytes, VarDataEncoding encoding)
    {
        var start = _position;
        var prefix = Take(bytes, encoding.Size, "the length takes");
        var length = ReadCount(prefix, encoding.Length, start);
        if (length > encoding.MaxLength)
            throw Refuse(start, $"length {length} is above the schema's limit, {encoding.MaxLength}");
        return Take(bytes, length, "the data have");
    }

    private void CheckBlockLength(MessageBlock block, int blockLength, int offset)
    {
        var needed = block.MinimumBlockLength(header.Version);
        if (blockLength < needed)
            throw Refuse(offset,
                $"blockLength {blockLength} is too short; version {header.Version} has fields up to byte "
                + $"{needed}");
    }

    private void CheckCount(MessageGroup group, int count, int blockLength, int left, int offset)
    {
        var dimension = group.Dimension;
        if (count < dimension.MinCount || count > dimension.MaxCount)
            throw Refuse(offset + dimension.NumInGroup.Offset,
                $"numInGroup {count} is out of range; expected {dimension.MinCount} to {dimension.MaxCount}");
        var entrySize = blockLength
            + group.Groups.Where(g => g.IsIn(header.Version)).Sum(g => (long)g.Dimension.Size)
            + group.Data.Where(d => d.IsIn(header.Version)).Sum(d => (long)d.Encoding.Size);
        if (entrySize * count > left)
            throw Refuse(offset + dimension.NumInGroup.Offset,
                $"numInGroup {count} entries take at least {entrySize * count} bytes; {left} are left");
        if (entrySize == 0 && count > EmptyEntriesMax)
            throw Refuse(offset + dimension.NumInGroup.Offset,
                $"numInGroup {count} of entries without a byte; expected at most {EmptyEntriesMax}");
    }

    private int ReadCount(ReadOnlySpan<byte> at, CompositeMember member, int offset)
    {
        var type = (EncodedType)member.Type;
        var value = WireValue.Read(at[member.Offset..], type.Primitive, schema.ByteOrder).Bits;
        if (value <= int.MaxValue) return (int)value;
        throw Refuse(offset + member.Offset, $"{member.Name} {value} is out of range; expected at most "
            + $"{int.MaxValue}");
    }

    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, int count, string what)
    {
        var left = bytes.Length - _position;
        if (count > left) throw Refuse(_position, $"{what} {count} bytes; {left} are left");
        var taken = bytes.Slice(_position, count);
        _position += count;
        return taken;
    }

    private SbeDecodeException Refuse(int offset, string reason) =>
        new(message.Name, _path.ToString(), offset, reason);
}
