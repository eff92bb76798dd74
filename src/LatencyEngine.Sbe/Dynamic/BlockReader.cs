using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Walks the blocks, groups and data of one message and writes them as JSON. One message, one thread. Whatever the
/// bytes say,
/// it reads inside of them only, and takes a number of steps bounded by their length.
/// </summary>
internal sealed class BlockReader(MessageSchema schema, int version, bool includeRaw, Utf8JsonWriter json)
{
    private readonly FieldReader _fields = new(schema.ByteOrder, version, includeRaw, json);

    /// <returns>Bytes from the header to the end of what the schema knows.</returns>
    public int ReadMessage(ReadOnlySpan<byte> bytes, Message message, long blockLength)
    {
        json.WriteStartObject();
        var end = ReadBlock(bytes, message, message.Name, schema.Header.Size, blockLength);
        json.WriteEndObject();
        return end;
    }

    private int ReadBlock(ReadOnlySpan<byte> bytes, MessageBlock block, string path, int offset, long blockLength)
    {
        var left = bytes.Length - offset;
        if (blockLength > left)
            throw new SbeDecodeException(path, offset, $"a block of {blockLength} bytes does not fit the {left} left");
        var least = block.MinimumBlockLength(version);
        if (blockLength < least)
            throw new SbeDecodeException(
                path, offset, $"a block of {blockLength} bytes; the fields of version {version} take {least}");

        var content = bytes.Slice(offset, (int)blockLength);
        foreach (var field in block.Fields) _fields.Write(content, field);
        offset += content.Length;
        foreach (var group in block.Groups) offset = ReadGroup(bytes, group, $"{path}.{group.Name}", offset);
        foreach (var data in block.Data) offset = ReadData(bytes, data, $"{path}.{data.Name}", offset);
        return offset;
    }

    private int ReadGroup(ReadOnlySpan<byte> bytes, MessageGroup group, string path, int offset)
    {
        json.WriteStartArray(group.Name);
        if (group.IsIn(version)) offset = ReadEntries(bytes, group, path, offset);
        json.WriteEndArray();
        return offset;
    }

    private int ReadEntries(ReadOnlySpan<byte> bytes, MessageGroup group, string path, int offset)
    {
        var dimension = group.Dimension;
        if (bytes.Length - offset < dimension.Size)
            throw new SbeDecodeException(
                path, offset, $"{bytes.Length - offset} bytes left; the group's dimensions take {dimension.Size}");

        var head = bytes.Slice(offset, dimension.Size);
        var blockLength = Counts.Read(head[dimension.BlockLength.Offset..], dimension.BlockLength, schema.ByteOrder);
        var count = Counts.Read(head[dimension.NumInGroup.Offset..], dimension.NumInGroup, schema.ByteOrder);
        offset += dimension.Size;
        CheckCount(group, path, offset, blockLength, count, bytes.Length - offset);
        for (var i = 0; i < count; i++)
        {
            json.WriteStartObject();
            offset = ReadBlock(bytes, group, $"{path}[{i}]", offset, blockLength);
            json.WriteEndObject();
        }

        return offset;
    }

    /// <summary>
    /// Refuses early what cannot fit, and entries without bytes in numbers that only an attacker would send.
    /// </summary>
    private static void CheckCount(MessageGroup group, string path, int offset, long blockLength, long count, int left)
    {
        if (count < group.Dimension.MinCount || count > group.Dimension.MaxCount)
            throw new SbeDecodeException(
                path, offset,
                $"{count} entries; the schema allows {group.Dimension.MinCount} to {group.Dimension.MaxCount}");
        if ((Int128)blockLength * count > left || (blockLength == 0 && count > Math.Max(left, ushort.MaxValue)))
            throw new SbeDecodeException(
                path, offset, $"{count} entries of {blockLength} bytes do not fit the {left} left");
    }

    private int ReadData(ReadOnlySpan<byte> bytes, MessageData data, string path, int offset)
    {
        json.WritePropertyName(data.Name);
        if (!data.IsIn(version))
        {
            json.WriteStringValue("");
            return offset;
        }

        var encoding = data.Encoding;
        if (bytes.Length - offset < encoding.Size)
            throw new SbeDecodeException(
                path, offset, $"{bytes.Length - offset} bytes left; the length of the data takes {encoding.Size}");

        var length = Counts.Read(bytes[(offset + encoding.Length.Offset)..], encoding.Length, schema.ByteOrder);
        var start = offset + encoding.Size;
        if (length > bytes.Length - start)
            throw new SbeDecodeException(
                path, offset, $"{length} bytes of data do not fit the {bytes.Length - start} left");
        if (length > encoding.MaxLength)
            throw new SbeDecodeException(
                path, offset, $"{length} bytes of data; the schema allows {encoding.MaxLength}");

        var content = bytes.Slice(start, (int)length);
        if (encoding.IsText) JsonText.Write(json, content, encoding.CharacterEncoding);
        else json.WriteStringValue(Convert.ToHexStringLower(content));
        return start + content.Length;
    }
}
