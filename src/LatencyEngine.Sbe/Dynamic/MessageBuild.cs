using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>One encoding of one message. Owns the bytes until they are done; used once.</summary>
internal sealed class MessageBuild
{
    private readonly MessageSchema _schema;
    private readonly Message _message;
    private readonly int _version;
    private readonly MessageBuffer _buffer = new();
    private readonly WirePath _path = new();
    private readonly JsonValueReader _values;
    private readonly JsonBytes _bytes;

    public MessageBuild(MessageSchema schema, Message message, int version)
    {
        _schema = schema;
        _message = message;
        _version = version;
        _values = new JsonValueReader(schema.ByteOrder, version, _path);
        _bytes = new JsonBytes(_path);
    }

    public byte[] Run(JsonElement values, int? blockLength)
    {
        _path.Enter(_message.Name);
        var length = BlockLengthOf(_message);
        if (blockLength is { } given) length = CheckBlockLength(given);
        WriteHeader(length);
        WriteBlock(values, _message, length);
        return _buffer.ToArray();
    }

    private void WriteHeader(int blockLength)
    {
        var header = _schema.Header;
        var at = _buffer.Append(header.Size);
        Write(at, header.BlockLength, blockLength);
        Write(at, header.TemplateId, _message.Id);
        Write(at, header.SchemaId, _schema.Id);
        Write(at, header.Version, _version);
        WriteCounts(at, _message, header.NumGroups, header.NumVarDataFields);
    }

    private void WriteBlock(JsonElement json, MessageBlock block, int blockLength)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Refuse($"{JsonShape.Show(json)}; expected an object");
        _values.WriteFields(_buffer.Append(blockLength), json, block);
        foreach (var group in block.Groups)
        {
            _path.Enter(group.Name);
            WriteGroup(JsonShape.Member(json, group.Name), group);
            _path.Leave();
        }
        foreach (var data in block.Data)
        {
            _path.Enter(data.Name);
            WriteData(JsonShape.Member(json, data.Name), data);
            _path.Leave();
        }
    }

    private void WriteGroup(JsonElement json, MessageGroup group)
    {
        if (!group.IsIn(_version))
        {
            _values.CheckAbsent(json, group);
            return;
        }
        var blockLength = BlockLengthOf(group);
        WriteDimension(group, blockLength, CountOf(json, group.Dimension));
        if (JsonShape.IsNullOrMissing(json)) return;
        var index = 0;
        foreach (var entry in json.EnumerateArray())
        {
            _path.At(index++);
            WriteBlock(entry, group, blockLength);
        }
    }

    private int CountOf(JsonElement json, GroupDimension dimension)
    {
        var isMissing = JsonShape.IsNullOrMissing(json);
        if (!isMissing && json.ValueKind != JsonValueKind.Array)
            throw Refuse($"{JsonShape.Show(json)}; expected an array of objects");
        var count = isMissing ? 0 : json.GetArrayLength();
        if (count < dimension.MinCount || count > dimension.MaxCount)
            throw Refuse($"{count} entries; expected {dimension.MinCount} to {dimension.MaxCount}");
        return count;
    }

    private void WriteDimension(MessageGroup group, int blockLength, int count)
    {
        var dimension = group.Dimension;
        var at = _buffer.Append(dimension.Size);
        Write(at, dimension.BlockLength, blockLength);
        Write(at, dimension.NumInGroup, count);
        WriteCounts(at, group, dimension.NumGroups, dimension.NumVarDataFields);
    }

    private void WriteCounts(
        Span<byte> at, MessageBlock block, CompositeMember? groups, CompositeMember? data)
    {
        if (groups is not null) Write(at, groups, block.Groups.Count(g => g.IsIn(_version)));
        if (data is not null) Write(at, data, block.Data.Count(d => d.IsIn(_version)));
    }

    private void WriteData(JsonElement json, MessageData data)
    {
        if (!data.IsIn(_version))
        {
            _values.CheckAbsent(json, data);
            return;
        }
        var content = ContentOf(json, data.Encoding);
        Write(_buffer.Append(data.Encoding.Size), data.Encoding.Length, content.Length);
        content.CopyTo(_buffer.Append(content.Length));
    }

    private byte[] ContentOf(JsonElement json, VarDataEncoding encoding)
    {
        if (JsonShape.IsNullOrMissing(json)) return [];
        return encoding.IsText
            ? _bytes.ReadText(json, encoding.CharacterEncoding, encoding.MaxLength)
            : _bytes.ReadHex(json, encoding.MaxLength);
    }

    // An older version ends where its last field did: the padding that it had is not in the schema any more.
    private int BlockLengthOf(MessageBlock block) => block.Fields.All(f => f.IsConstant || IsWholeAt(f))
        ? block.BlockLength
        : block.MinimumBlockLength(_version);

    private bool IsWholeAt(MessageField field) =>
        field.IsIn(_version) && field.SizeAt(_version) == field.Size;

    private int CheckBlockLength(int given)
    {
        var needed = _message.MinimumBlockLength(_version);
        var carrier = (EncodedType)_schema.Header.BlockLength.Type;
        if (given >= needed && given <= carrier.MaxValue.ToInteger()) return given;
        throw Refuse($"blockLength {given}; expected {needed} to {carrier.MaxValue}");
    }

    private void Write(Span<byte> at, CompositeMember member, int value)
    {
        var type = (EncodedType)member.Type;
        if (value > type.MaxValue.ToInteger())
            throw Refuse($"{member.Name} {value} does not fit {type.Primitive}; "
                + $"expected at most {type.MaxValue}");
        WireValue.Write(at[member.Offset..], type.Primitive, _schema.ByteOrder,
            PrimitiveValue.FromInteger(type.Primitive.Kind, value));
    }

    private SbeEncodeException Refuse(string reason) => new(_path.ToString(), reason);
}
