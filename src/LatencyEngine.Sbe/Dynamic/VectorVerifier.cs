using System.Text.Json;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Checks golden vectors. A good one decodes to its values and, decoded and encoded with its own schema, to its
/// bytes; a
/// malformed one (it has <c>why</c> instead of <c>values</c>) is refused. One thread; owns the schemas that it has
/// read.
/// </summary>
public sealed class VectorVerifier(string schemaFolder)
{
    private readonly Dictionary<string, MessageSchema> _schemas = [];

    public VectorVerdict Verify(JsonElement vector)
    {
        var name = Text(vector, "name");
        var bytes = Convert.FromHexString(Text(vector, "hex"));
        try
        {
            return vector.TryGetProperty("values", out var values)
                ? VerifyGood(name, vector, bytes, values)
                : VerifyMalformed(name, vector, bytes);
        }
        catch (Exception refusal) when (refusal is SbeDecodeException or SbeEncodeException or InvalidDataException)
        {
            return new VectorVerdict(name, IsGood: false, refusal.Message);
        }
    }

    private VectorVerdict VerifyGood(string name, JsonElement vector, byte[] bytes, JsonElement expected)
    {
        var decoded = new MessageDecoder(SchemaOf(Text(vector, "decodedWith")), includeRaw: true).Decode(bytes);
        using var actual = JsonDocument.Parse(decoded.Values);
        if (JsonComparison.FirstDifference(expected, actual.RootElement) is { } difference)
            return new VectorVerdict(name, IsGood: false, difference);
        if (vector.TryGetProperty("consumed", out var consumed) && consumed.GetInt32() != decoded.Length)
            return new VectorVerdict(name, false, $"{decoded.Length} bytes read; expected {consumed.GetInt32()}");

        var again = EncodeAgain(SchemaOf(Text(vector, "schema")), bytes);
        return again.AsSpan().SequenceEqual(bytes)
            ? new VectorVerdict(name, IsGood: true, $"{decoded.Message.Name}, {bytes.Length} bytes there and back")
            : new VectorVerdict(name, IsGood: false, $"encodes to {Convert.ToHexStringLower(again)}");
    }

    private static byte[] EncodeAgain(MessageSchema schema, byte[] bytes)
    {
        var decoded = new MessageDecoder(schema).Decode(bytes);
        using var values = JsonDocument.Parse(decoded.Values);
        return new MessageEncoder(schema).Encode(decoded.Message, values.RootElement);
    }

    private VectorVerdict VerifyMalformed(string name, JsonElement vector, byte[] bytes)
    {
        try
        {
            var decoded = new MessageDecoder(SchemaOf(Text(vector, "schema"))).Decode(bytes);
            return new VectorVerdict(name, IsGood: false, $"accepted as {decoded.Message.Name}");
        }
        catch (SbeDecodeException refusal)
        {
            return new VectorVerdict(name, IsGood: true, "refused: " + refusal.Message);
        }
    }

    private MessageSchema SchemaOf(string file)
    {
        if (_schemas.TryGetValue(file, out var known)) return known;
        var result = SchemaReader.ReadFile(Path.Combine(schemaFolder, file));
        return _schemas[file] = result.Schema ?? throw new InvalidDataException($"{result.Errors.First()}");
    }

    private static string Text(JsonElement vector, string member) =>
        vector.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new InvalidDataException($"a vector without the text member '{member}'");
}
