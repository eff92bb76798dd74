using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Json;

/// <summary>Writes the JSON of messages, field by field. The caller has made room for the longest one.</summary>
internal static class EventJsonWriter
{
    private const int Refused = 0;

    /// <summary>Writes a message without its header.</summary>
    /// <returns>The length of the JSON; 0 when it cannot hold the message exactly.</returns>
    public static int Write(JsonForm form, JsonShape shape, ReadOnlySpan<byte> message, Span<byte> json)
    {
        var block = message[..shape.BlockLength];
        if (!shape.IsWhole || !shape.HasZeroGaps(block)) return Refused;
        shape.Head.CopyTo(json);
        var length = shape.Head.Length;
        foreach (var field in shape.Fields)
        {
            field.Prefix.CopyTo(json[length..]);
            length += field.Prefix.Length;
            var written = WriteField(field, block, json[length..]);
            if (written < 0) return Refused;
            length += written;
        }

        var data = WriteData(form, shape, message[shape.BlockLength..], json[length..]);
        if (data < 0) return Refused;
        length += data;
        json[length++] = (byte)'}';
        return length;
    }

    private static int WriteField(JsonField field, ReadOnlySpan<byte> block, Span<byte> json)
    {
        if (field.Kind == SbeFieldKind.Integer) return WriteInteger(field, field.Read(block), json);
        var bytes = block.Slice(field.Offset, field.Size);
        return field.Kind == SbeFieldKind.Text ? JsonText.WriteLatin1(bytes, json) : WriteBase64(bytes, json);
    }

    private static int WriteInteger(JsonField field, ulong bits, Span<byte> json)
    {
        int length;
        if (field.IsOptional && bits == field.NullBits)
        {
            "null"u8.CopyTo(json);
            return "null"u8.Length;
        }

        if (field.IsSigned) Utf8Formatter.TryFormat((long)bits, json, out length);
        else Utf8Formatter.TryFormat(bits, json, out length);
        return length;
    }

    private static int WriteBase64(ReadOnlySpan<byte> bytes, Span<byte> json)
    {
        json[0] = (byte)'"';
        if (Base64.EncodeToUtf8(bytes, json[1..], out _, out var length) != OperationStatus.Done) return -1;
        json[length + 1] = (byte)'"';
        return length + 2;
    }

    /// <summary>Writes the var data that the version has; nothing may follow them.</summary>
    private static int WriteData(JsonForm form, JsonShape shape, ReadOnlySpan<byte> rest, Span<byte> json)
    {
        var length = 0;
        for (var i = 0; i < form.DataNames.Length; i++)
        {
            var layout = form.Layout.Data[i];
            if (layout.SinceVersion > shape.Version) break;
            if (!TryTake(layout.LengthSize, ref rest, out var text)) return -1;
            ",\""u8.CopyTo(json[length..]);
            form.DataNames[i].CopyTo(json[(length + 2)..]);
            length += form.DataNames[i].Length + 2;
            "\":"u8.CopyTo(json[length..]);
            length += 2;
            var written = JsonText.WriteUtf8(text, json[length..]);
            if (written < 0) return -1;
            length += written;
        }

        return rest.IsEmpty ? length : -1;
    }

    private static bool TryTake(int lengthSize, ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (rest.Length < lengthSize) return false;
        var size = lengthSize == sizeof(ushort)
            ? BinaryPrimitives.ReadUInt16LittleEndian(rest)
            : BinaryPrimitives.ReadUInt32LittleEndian(rest);
        rest = rest[lengthSize..];
        if (size > (uint)rest.Length) return false;
        text = rest[..(int)size];
        rest = rest[(int)size..];
        return true;
    }
}
