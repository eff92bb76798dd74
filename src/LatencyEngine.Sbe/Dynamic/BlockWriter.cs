using System.Buffers;
using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Writes the header, blocks, groups and data of one message. One message, one thread; owns the bytes.
/// </summary>
internal sealed class BlockWriter(MessageSchema schema, int version)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly FieldWriter _fields = new(schema.ByteOrder, version);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void WriteHeader(Message message)
    {
        var header = schema.Header;
        var bytes = Zeroes(header.Size);
        Put(bytes, header.BlockLength, BlockLengthOf(message));
        Put(bytes, header.TemplateId, message.Id);
        Put(bytes, header.SchemaId, schema.Id);
        Put(bytes, header.Version, version);
        Put(bytes, header.NumGroups, message.Groups.Count(IsIn));
        Put(bytes, header.NumVarDataFields, message.Data.Count(IsIn));
    }

    public void WriteBlock(MessageBlock block, JsonElement values, string path)
    {
        if (values.ValueKind != JsonValueKind.Object)
            throw new SbeEncodeException(path, $"{values.GetRawText()}; expected an object");
        MemberCheck.RefuseUnknown(block, values, path);

        var bytes = Zeroes(BlockLengthOf(block));
        foreach (var field in block.Fields)
            _fields.Write(bytes, field, values, $"{path}.{field.Name}");
        foreach (var group in block.Groups)
            WriteGroup(group, MemberCheck.Find(values, group.Name), $"{path}.{group.Name}");
        foreach (var data in block.Data)
            WriteData(data, MemberCheck.Find(values, data.Name), $"{path}.{data.Name}");
    }

    private void WriteGroup(MessageGroup group, JsonElement? entries, string path)
    {
        if (!IsIn(group))
        {
            MemberCheck.RequireNothing(entries, path, group.SinceVersion, version);
            return;
        }

        var count = CountOf(entries, path);
        var dimension = group.Dimension;
        if (count < dimension.MinCount || count > dimension.MaxCount)
            throw new SbeEncodeException(
                path, $"{count} entries; the schema allows {dimension.MinCount} to {dimension.MaxCount}");

        var head = Zeroes(dimension.Size);
        Put(head, dimension.BlockLength, BlockLengthOf(group));
        Put(head, dimension.NumInGroup, count);
        Put(head, dimension.NumGroups, group.Groups.Count(IsIn));
        Put(head, dimension.NumVarDataFields, group.Data.Count(IsIn));
        for (var i = 0; i < count; i++) WriteBlock(group, entries!.Value[i], $"{path}[{i}]");
    }

    private static int CountOf(JsonElement? entries, string path)
    {
        if (entries is null or { ValueKind: JsonValueKind.Null }) return 0;
        return entries.Value.ValueKind == JsonValueKind.Array
            ? entries.Value.GetArrayLength()
            : throw new SbeEncodeException(path, $"{entries.Value.GetRawText()}; expected a list of entries");
    }

    private void WriteData(MessageData data, JsonElement? value, string path)
    {
        if (!IsIn(data))
        {
            MemberCheck.RequireNothing(value, path, data.SinceVersion, version);
            return;
        }

        var encoding = data.Encoding;
        var content = value is null ? []
            : encoding.IsText ? JsonText.Read(value.Value, path, encoding.CharacterEncoding)
            : JsonText.ReadHex(value.Value, path);
        if (content.Length > encoding.MaxLength)
            throw new SbeEncodeException(path, $"{content.Length} bytes; the schema allows {encoding.MaxLength}");

        Put(Zeroes(encoding.Size), encoding.Length, content.Length);
        _bytes.Write(content);
    }

    /// <summary>
    /// Of an older version only what its fields take: what padding that version declared is not known here.
    /// </summary>
    private int BlockLengthOf(MessageBlock block) =>
        version == schema.Version ? block.BlockLength : block.MinimumBlockLength(version);

    private bool IsIn(SchemaElement element) => element.IsIn(version);

    private void Put(Span<byte> block, CompositeMember? member, long value) =>
        Counts.Write(block, member, schema.ByteOrder, value);

    private Span<byte> Zeroes(int size)
    {
        var bytes = _bytes.GetSpan(size)[..size];
        bytes.Clear();
        _bytes.Advance(size);
        return bytes;
    }
}
