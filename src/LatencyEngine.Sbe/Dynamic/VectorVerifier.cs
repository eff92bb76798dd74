using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Checks golden messages, made by other codecs, against the interpreter. A vector with <c>values</c> must
/// decode to them and encode back to its bytes; one without must be refused.
/// </summary>
/// <param name="schemaOf">The schema of a file name that a vector mentions.</param>
public sealed class VectorVerifier(Func<string, MessageSchema> schemaOf)
{
    /// <summary>Checks one element of a file of vectors.</summary>
    public VectorOutcome Verify(JsonElement vector)
    {
        var name = Text(vector, "name") ?? "(no name)";
        try
        {
            var bytes = Convert.FromHexString(Text(vector, "hex") ?? "");
            return vector.TryGetProperty("values", out var values)
                ? VerifyGolden(name, vector, bytes, values)
                : VerifyMalformed(name, vector, bytes);
        }
        catch (Exception e) when (e is SbeDecodeException or SbeEncodeException or FormatException)
        {
            return new VectorOutcome(name, false, e.Message);
        }
    }

    private VectorOutcome VerifyGolden(string name, JsonElement vector, byte[] bytes, JsonElement values)
    {
        var readerName = Text(vector, "decodedWith") is null ? "schema" : "decodedWith";
        var reader = SchemaNamedBy(vector, readerName);
        var (plain, decoded) = Decode(reader, bytes, includeRaw: false);
        var difference = JsonDifference.Find(values, plain);
        if (difference is not null) // It may be the raw number of a set, which a vector may show.
            difference = JsonDifference.Find(values, Decode(reader, bytes, includeRaw: true).Values, IsRaw);
        if (difference is not null) return new VectorOutcome(name, false, difference);
        var consumed = JsonShape.Member(vector, "consumed");
        if (!JsonShape.IsNullOrMissing(consumed) && WireNumber.ReadInteger(consumed) != decoded.Consumed)
            return new VectorOutcome(name, false, $"consumed {decoded.Consumed} bytes; expected {consumed}");
        return VerifyBytes(name, decoded.Message.Name, bytes, SchemaNamedBy(vector, "schema"));
    }

    private static VectorOutcome VerifyBytes(string name, string message, byte[] bytes, MessageSchema schema)
    {
        var (values, _) = Decode(schema, bytes, includeRaw: false);
        var again = new MessageEncoder(schema).Encode(message, values);
        return bytes.AsSpan().SequenceEqual(again)
            ? new VectorOutcome(name, true, $"{message}, {bytes.Length} bytes: same values, same bytes")
            : new VectorOutcome(name, false, $"encodes to {Convert.ToHexStringLower(again)}");
    }

    private VectorOutcome VerifyMalformed(string name, JsonElement vector, byte[] bytes)
    {
        try
        {
            var (values, _) = Decode(SchemaNamedBy(vector, "schema"), bytes, includeRaw: false);
            return new VectorOutcome(name, false, $"accepted as {JsonShape.Show(values)}; expected a "
                + "refusal");
        }
        catch (SbeDecodeException e)
        {
            return new VectorOutcome(name, true, $"refused: {e.Message}");
        }
    }

    private MessageSchema SchemaNamedBy(JsonElement vector, string member) =>
        schemaOf(Text(vector, member) ?? throw new FormatException($"the vector has no member '{member}'"));

    private static (JsonElement Values, DecodedMessage Decoded) Decode(
        MessageSchema schema, byte[] bytes, bool includeRaw)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream);
        var decoded = new MessageDecoder(schema).Decode(bytes, json, new DecodeOptions(includeRaw));
        json.Flush();
        using var document = JsonDocument.Parse(stream.ToArray());
        return (document.RootElement.Clone(), decoded);
    }

    // Vectors show the raw number of some sets only; those that they leave out are not compared.
    private static bool IsRaw(string name) => name.EndsWith(RawMembers.NameOf(""), StringComparison.Ordinal);

    private static string? Text(JsonElement vector, string name) =>
        JsonShape.Member(vector, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
