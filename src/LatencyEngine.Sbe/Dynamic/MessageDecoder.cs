using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Reads messages of a schema known only at run time, as JSON. For tools and tests: it allocates, and checks every
/// step. An
/// implementation apart from the generated codecs, so that each can be held against the other. Any thread; no state.
/// </summary>
/// <remarks>
/// <para><b>JSON.</b> Members by their names; null for a null value and for a field that the sender's version does
/// not have;
/// composites as objects with their constants; enums by name, or the number of a value the schema does not list; sets
/// as a list
/// of names, followed by their number as <c>nameRaw</c> where a bit has no name; var data without a character
/// encoding in hex;
/// text that its encoding cannot read as <c>{"hex": "…"}</c>, so that nothing is lost.</para>
/// <para><b>Versions.</b> Acts on the version of the header, older or newer than the schema: blocks are skipped by
/// their length on
/// the wire; groups and data that the version does not have are empty; what a newer version added at the end is left
/// unread.</para>
/// </remarks>
/// <param name="schema">The schema of the messages.</param>
/// <param name="includeRaw">Adds the number of every set, not only where a bit has no name.</param>
public sealed class MessageDecoder(MessageSchema schema, bool includeRaw = false)
{
    private static readonly JsonWriterOptions JsonOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one message from the start of the bytes.</summary>
    /// <exception cref="SbeDecodeException">The bytes are not a whole message of the schema.</exception>
    public DecodedMessage Decode(ReadOnlySpan<byte> bytes)
    {
        var header = schema.Header;
        if (bytes.Length < header.Size)
            throw new SbeDecodeException("messageHeader", 0, $"{bytes.Length} bytes; expected a header of {header.Size}");

        var blockLength = HeaderValue(bytes, header.BlockLength);
        var version = (int)HeaderValue(bytes, header.Version);
        var message = FindMessage(bytes);
        var buffer = new ArrayBufferWriter<byte>();
        int length;
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
        {
            var reader = new BlockReader(schema, version, includeRaw, json);
            length = reader.ReadMessage(bytes, message, blockLength);
        }

        return new DecodedMessage(message, (int)blockLength, version, length, buffer.WrittenMemory);
    }

    private Message FindMessage(ReadOnlySpan<byte> bytes)
    {
        var schemaId = HeaderValue(bytes, schema.Header.SchemaId);
        if (schemaId != schema.Id)
            throw new SbeDecodeException(
                "messageHeader.schemaId", schema.Header.SchemaId.Offset, $"{schemaId}; expected {schema.Id}");

        var templateId = HeaderValue(bytes, schema.Header.TemplateId);
        return (templateId <= int.MaxValue ? schema.FindMessage((int)templateId) : null)
            ?? throw new SbeDecodeException(
                "messageHeader.templateId", schema.Header.TemplateId.Offset,
                $"{templateId} is no message of schema {schema.Id}");
    }

    private long HeaderValue(ReadOnlySpan<byte> bytes, CompositeMember member) =>
        Counts.Read(bytes[member.Offset..], member, schema.ByteOrder);
}
