using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Decodes the messages of one schema, of any version and either byte order, to JSON. It interprets the
/// model: slow beside generated codecs, and made for tools and tests. Every length and count from the wire is
/// compared with the bytes that are there before it is used. Immutable; any thread.
/// </summary>
public sealed class MessageDecoder(MessageSchema schema)
{
    public MessageSchema Schema { get; } = schema;

    /// <summary>Reads the header and checks that it names a message of this schema.</summary>
    public HeaderValues ReadHeader(ReadOnlySpan<byte> bytes)
    {
        var header = Schema.Header;
        if (bytes.Length < header.Size)
            throw Refuse("header", 0, $"{bytes.Length} bytes are left; the message header takes "
                + $"{header.Size}");
        var values = new HeaderValues(
            Read(bytes, header.BlockLength),
            Read(bytes, header.TemplateId),
            Read(bytes, header.SchemaId),
            Read(bytes, header.Version));
        if (values.SchemaId != Schema.Id)
            throw Refuse(header.SchemaId, $"schema {values.SchemaId}; expected {Schema.Id} "
                + $"({Schema.Package})");
        if (Schema.FindMessage(values.TemplateId) is null)
            throw Refuse(header.TemplateId, $"schema {Schema.Id} has no message {values.TemplateId}; "
                + "expected one of "
                + string.Join(", ", Schema.Messages.Select(m => m.Id)));
        return values;
    }

    /// <summary>
    /// Decodes the message at the start of <paramref name="bytes"/> and writes its values as one JSON object.
    /// After a refusal the writer holds a part of it.
    /// </summary>
    public DecodedMessage Decode(
        ReadOnlySpan<byte> bytes, Utf8JsonWriter json, DecodeOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        var header = ReadHeader(bytes);
        var message = Schema.FindMessage(header.TemplateId)!;
        var values = new JsonValueWriter(json, Schema.ByteOrder, header.Version, options);
        var walk = new MessageWalk(Schema, message, header, json, values);
        var consumed = walk.Run(bytes);
        return new DecodedMessage(message, header, consumed, bytes.Length - consumed);
    }

    /// <summary>Writes the header, every member of its composite, as one JSON object.</summary>
    public void WriteHeader(ReadOnlySpan<byte> bytes, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        ReadHeader(bytes);
        new JsonValueWriter(json, Schema.ByteOrder, Schema.Version, default)
            .WriteComposite(bytes, Schema.Header.Composite);
    }

    private int Read(ReadOnlySpan<byte> bytes, CompositeMember member)
    {
        var type = (EncodedType)member.Type;
        var value = WireValue.Read(bytes[member.Offset..], type.Primitive, Schema.ByteOrder).Bits;
        if (value <= int.MaxValue) return (int)value;
        throw Refuse(member, $"{value} is out of range; expected at most {int.MaxValue}");
    }

    private static SbeDecodeException Refuse(CompositeMember member, string reason) =>
        Refuse($"header.{member.Name}", member.Offset, reason);

    private static SbeDecodeException Refuse(string path, int offset, string reason) =>
        new("", path, offset, reason);
}
