using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// A message as JSON that says all about itself: <c>{"message": name, "header": {...}, "values": {...}}</c>.
/// Its header keeps the version and the length of the root block, so that another sender's padding survives.
/// </summary>
public sealed record MessageEnvelope(string Message, EncodeOptions Options, JsonElement Values)
{
    private const string MessageMember = "message";
    private const string HeaderMember = "header";
    private const string ValuesMember = "values";

    /// <summary>
    /// Decodes the message at the start of <paramref name="bytes"/> and writes it with its envelope.
    /// </summary>
    public static DecodedMessage Write(
        MessageDecoder decoder, ReadOnlySpan<byte> bytes, Utf8JsonWriter json, DecodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(json);
        var header = decoder.ReadHeader(bytes);
        json.WriteStartObject();
        json.WriteString(MessageMember, decoder.Schema.FindMessage(header.TemplateId)!.Name);
        json.WritePropertyName(HeaderMember);
        decoder.WriteHeader(bytes, json);
        json.WritePropertyName(ValuesMember);
        var decoded = decoder.Decode(bytes, json, options);
        json.WriteEndObject();
        return decoded;
    }

    /// <summary>Whether JSON is an envelope and not the values of a message.</summary>
    public static bool IsEnvelope(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && JsonShape.Member(json, MessageMember).ValueKind == JsonValueKind.String
        && JsonShape.Member(json, ValuesMember).ValueKind == JsonValueKind.Object
        && json.EnumerateObject().All(m => m.Name is MessageMember or HeaderMember or ValuesMember);

    /// <summary>Reads an envelope, whose header may be missing.</summary>
    /// <exception cref="SbeEncodeException">The header contradicts the schema.</exception>
    public static MessageEnvelope Read(JsonElement json, MessageSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var message = json.GetProperty(MessageMember).GetString()!;
        var header = JsonShape.Member(json, HeaderMember);
        if (JsonShape.IsNullOrMissing(header)) return new(message, default, json.GetProperty(ValuesMember));
        if (header.ValueKind != JsonValueKind.Object)
            throw new SbeEncodeException(HeaderMember, $"{JsonShape.Show(header)}; expected an object");
        Check(header, schema.Header.SchemaId.Name, schema.Id);
        if (schema.FindMessage(message) is { } known) Check(header, schema.Header.TemplateId.Name, known.Id);
        var options = new EncodeOptions(
            Number(header, schema.Header.Version.Name), Number(header, schema.Header.BlockLength.Name));
        return new(message, options, json.GetProperty(ValuesMember));
    }

    private static void Check(JsonElement header, string name, int expected)
    {
        if (Number(header, name) is { } found && found != expected)
            throw new SbeEncodeException($"{HeaderMember}.{name}", $"{found}; expected {expected}");
    }

    private static int? Number(JsonElement header, string name)
    {
        var json = JsonShape.Member(header, name);
        if (JsonShape.IsNullOrMissing(json)) return null;
        if (WireNumber.ReadInteger(json) is { } value && value >= 0 && value <= int.MaxValue)
            return (int)value;
        throw new SbeEncodeException(
            $"{HeaderMember}.{name}", $"{JsonShape.Show(json)}; expected 0 to {int.MaxValue}");
    }
}
