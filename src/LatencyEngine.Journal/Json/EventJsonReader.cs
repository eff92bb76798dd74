using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Json;

/// <summary>
/// Reads the JSON of one message into its bytes. Fields have their places whatever the version, so they are stored as they
/// come; var data wait until the block's length is known.
/// </summary>
internal ref struct EventJsonReader
{
    private readonly JsonForm _form;
    private readonly ReadOnlySpan<byte> _json;
    private readonly Span<byte> _message;
    private readonly Span<byte> _block;
    private readonly Span<int> _dataStarts;
    private Utf8JsonReader _reader;
    private ulong _seen;
    private long _shapeNumber;
    private int _expected;

    private EventJsonReader(JsonForm form, ReadOnlySpan<byte> json, Span<byte> message, Span<int> dataStarts)
    {
        _form = form;
        _json = json;
        _message = message;
        _block = message[LatencyEngineMessages.HeaderSize..];
        _dataStarts = dataStarts;
        _reader = new Utf8JsonReader(json);
        _shapeNumber = JsonShape.NumberOf(form.Current.BlockLength, form.Current.Version);
    }

    public static int Read(JsonForm form, ReadOnlySpan<byte> json, Span<byte> message)
    {
        var fixedLength = LatencyEngineMessages.HeaderSize + form.Layout.BlockLength;
        if (message.Length < fixedLength)
            throw new JournalException($"{form.Layout.Name} needs {fixedLength} bytes, but there are {message.Length}");
        message[..fixedLength].Clear();
        Span<int> dataStarts = stackalloc int[form.DataNames.Length];
        try
        {
            return new EventJsonReader(form, json, message, dataStarts).Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new JournalException($"the JSON of {form.Layout.Name} cannot be read: {e.Message}", e);
        }
    }

    private int Read()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject) throw Refused("an object was expected");
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName) ReadProperty();
        if (_reader.TokenType != JsonTokenType.EndObject || _reader.Read()) throw Refused("nothing may follow the object");
        var shape = Shape();
        if (_seen != shape.FieldMask) throw Different(shape);
        WriteHeader(shape);
        return WriteData(shape, LatencyEngineMessages.HeaderSize + shape.BlockLength);
    }

    private void ReadProperty()
    {
        if (_reader.ValueIsEscaped) throw Refused("names of properties have no escapes");
        var name = _reader.ValueSpan;
        var isHeader = name.SequenceEqual(EventJson.HeaderName);
        var field = isHeader ? null : FindField(name);
        var data = isHeader || field is not null ? -1 : FindData(name);
        _reader.Read();
        if (isHeader) ReadShapeNumber();
        else if (field is not null) ReadField(field);
        else if (_dataStarts[data] == 0) _dataStarts[data] = (int)_reader.TokenStartIndex;
        else throw Refused($"{_form.Layout.Data[data].Name} comes twice");
    }

    private void ReadShapeNumber()
    {
        var isNumber = _reader.TokenType == JsonTokenType.Number;
        if (!isNumber || !_reader.TryGetInt64(out _shapeNumber) || _shapeNumber is < 0 or > uint.MaxValue)
            throw Refused($"{EventJson.HeaderProperty} is no block length with a version");
    }

    /// <summary>Looks first where the next property of jsonb would be.</summary>
    private JsonField? FindField(ReadOnlySpan<byte> name)
    {
        var fields = _form.StoredOrder;
        for (var i = 0; i < fields.Length; i++)
        {
            var place = _expected + i < fields.Length ? _expected + i : _expected + i - fields.Length;
            if (!fields[place].Name.SequenceEqual(name)) continue;
            _expected = place + 1;
            return fields[place];
        }

        return null;
    }

    private readonly int FindData(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _form.DataNames.Length; i++)
            if (_form.DataNames[i].AsSpan().SequenceEqual(name)) return i;
        throw Refused($"'{System.Text.Encoding.UTF8.GetString(name)}' is no property of it");
    }

    private void ReadField(JsonField field)
    {
        if ((_seen & (1UL << field.Index)) != 0) throw Refused($"{field.Layout.Name} comes twice");
        _seen |= 1UL << field.Index;
        var isRead = field.Kind switch
        {
            SbeFieldKind.Integer => TryReadInteger(field),
            SbeFieldKind.Text => TryReadText(field),
            _ => TryReadBase64(field),
        };
        if (!isRead) throw Refused($"{field.Layout.Name} has no value of its kind and range");
    }

    private readonly bool TryReadInteger(JsonField field)
    {
        if (_reader.TokenType == JsonTokenType.Null)
            return field.IsOptional && field.TryWrite(_block, field.NullBits);
        if (_reader.TokenType != JsonTokenType.Number) return false;
        ulong bits;
        if (field.IsSigned)
        {
            if (!_reader.TryGetInt64(out var signed)) return false;
            bits = (ulong)signed;
        }
        else if (!_reader.TryGetUInt64(out bits))
        {
            return false;
        }

        // A number that stands for null would come back as null.
        return !(field.IsOptional && bits == field.NullBits) && field.TryWrite(_block, bits);
    }

    private readonly bool TryReadText(JsonField field)
    {
        if (_reader.TokenType != JsonTokenType.String || _reader.ValueSpan.Length > JsonText.Max) return false;
        Span<byte> utf8 = stackalloc byte[JsonText.Max];
        var length = _reader.CopyString(utf8);
        return JsonText.TryReadLatin1(utf8[..length], _block.Slice(field.Offset, field.Size));
    }

    private readonly bool TryReadBase64(JsonField field)
    {
        if (_reader.TokenType != JsonTokenType.String || _reader.ValueSpan.Length > JsonText.Max) return false;
        // Serializers escape the plus sign, so that what they write may stand in HTML.
        Span<byte> base64 = stackalloc byte[JsonText.Max];
        var length = _reader.CopyString(base64);
        var place = _block.Slice(field.Offset, field.Size);
        return Base64.DecodeFromUtf8(base64[..length], place, out _, out var written) == OperationStatus.Done
            && written == field.Size;
    }

    private readonly JsonShape Shape()
    {
        var (blockLength, version) = JsonShape.Split(_shapeNumber);
        var shape = _form.ShapeOf(blockLength, version);
        if (!shape.IsWhole) throw Refused($"a block of {blockLength} bytes is too short for version {version}");
        if (blockLength > _block.Length) throw Refused($"a block of {blockLength} bytes has no room");
        if (blockLength > _form.Layout.BlockLength) _block[_form.Layout.BlockLength..blockLength].Clear();
        return shape;
    }

    private readonly void WriteHeader(JsonShape shape)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_message, (ushort)shape.BlockLength);
        BinaryPrimitives.WriteUInt16LittleEndian(_message[2..], (ushort)_form.Layout.TemplateId);
        BinaryPrimitives.WriteUInt16LittleEndian(_message[4..], LatencyEngineMessages.SchemaId);
        BinaryPrimitives.WriteUInt16LittleEndian(_message[6..], (ushort)shape.Version);
    }

    private readonly int WriteData(JsonShape shape, int position)
    {
        for (var i = 0; i < _dataStarts.Length; i++)
        {
            var layout = _form.Layout.Data[i];
            var isExpected = layout.SinceVersion <= shape.Version;
            if (isExpected != _dataStarts[i] > 0) throw Refused($"{layout.Name} is {(isExpected ? "missing" : "too new")}");
            if (isExpected) position = WriteData(layout, _json[_dataStarts[i]..], position);
        }

        return position;
    }

    private readonly int WriteData(SbeDataLayout layout, ReadOnlySpan<byte> json, int position)
    {
        var value = new Utf8JsonReader(json);
        if (!value.Read() || value.TokenType != JsonTokenType.String) throw Refused($"{layout.Name} is no text");
        var start = position + layout.LengthSize;
        if (_message.Length - start < value.ValueSpan.Length) throw Refused($"there is no room for {layout.Name}");
        var length = value.CopyString(_message[start..]);
        if (length > layout.MaxLength) throw Refused($"{layout.Name} is longer than {layout.MaxLength} bytes");
        if (layout.LengthSize == sizeof(ushort))
            BinaryPrimitives.WriteUInt16LittleEndian(_message[position..], (ushort)length);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(_message[position..], (uint)length);
        return start + length;
    }

    private readonly JournalException Different(JsonShape shape)
    {
        var (missing, extra) = (shape.FieldMask & ~_seen, _seen & ~shape.FieldMask);
        return missing != 0
            ? Refused($"it lacks {Names(missing)}")
            : Refused($"version {shape.Version} has no {Names(extra)}");
    }

    private readonly string Names(ulong mask) =>
        string.Join(", ", _form.Fields.Where(field => (mask & (1UL << field.Index)) != 0).Select(field => field.Layout.Name));

    private readonly JournalException Refused(string reason) => new($"the JSON of {_form.Layout.Name} is refused: {reason}");
}
