using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Generation;
using LatencyEngine.Sbe.Parsing;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>
/// Generated code against the interpreter of schemas, which was written apart from it: both must refuse
/// the same bytes and see the same values in all others, whatever the bytes are.
/// </summary>
public sealed class InterpreterTests
{
    private const int HeaderSize = 8;
    private const int Rounds = 600;

    private const string Driver = """
        namespace NAMESPACE;

        public static class Driver
        {
            public static string Json(byte[] source)
            {
                using var stream = new System.IO.MemoryStream();
                using (var writer = new System.Text.Json.Utf8JsonWriter(stream))
                    if (!TestMessages.TryWriteJson(source, writer, out _)) return "refused";
                return System.Text.Encoding.UTF8.GetString(stream.ToArray());
            }

            public static byte[] Nulls()
            {
                var bytes = new byte[All.EncodedLength];
                return All.Create().TryEncode(bytes, out _) ? bytes : [];
            }

            public static byte[] ThroughDto(byte[] source)
            {
                var bytes = new byte[All.EncodedLength];
                if (!All.TryDecode(source, out var all)) return [];
                return AllDto.From(in all).ToMessage().TryEncode(bytes, out _) ? bytes : [];
            }

            public static byte[] Copy(byte[] source, int version)
            {
                var bytes = new byte[All.EncodedLength];
                return All.TryDecode(source, out var all) && all.TryEncodeAs(version, bytes, out var length)
                    ? bytes[..length]
                    : [];
            }
        }
        """;

    private static readonly ConcurrentDictionary<string, (MessageDecoder, GeneratedAssembly, int)> _built = new();

    [Theory]
    [InlineData("littleEndian", 1)]
    [InlineData("bigEndian", 2)]
    public void Both_see_the_same_values_in_any_bytes(string byteOrder, int seed)
    {
        var (decoder, generated, blockLength) = Build(byteOrder);
        var json = generated.Method<Func<byte[], string>>(byteOrder + ".Driver", "Json");
        var random = new Random(seed);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = RandomMessage(random, byteOrder, blockLength);
            var expected = Interpret(decoder, bytes);
            Assert.Equal(expected, json(bytes));
            if (expected != "refused") accepted++;
        }

        Assert.InRange(accepted, Rounds / 4, Rounds - 1); // Neither side of the comparison is empty.
    }

    [Theory]
    [InlineData("littleEndian")]
    [InlineData("bigEndian")]
    public void A_created_message_is_what_the_interpreter_encodes_from_nulls_and_zeros(string byteOrder)
    {
        var (decoder, generated, _) = Build(byteOrder);
        var created = generated.Method<Func<byte[]>>(byteOrder + ".Driver", "Nulls")();
        using var values = JsonDocument.Parse(Interpret(decoder, created));
        var encoded = new MessageEncoder(decoder.Schema).Encode("All", values.RootElement);
        Assert.Equal(Convert.ToHexString(encoded), Convert.ToHexString(created));
    }

    [Theory]
    [InlineData("littleEndian", 0)]
    [InlineData("littleEndian", 1)]
    [InlineData("littleEndian", 2)]
    [InlineData("bigEndian", 1)]
    public void A_message_encoded_as_an_older_version_is_what_the_interpreter_encodes(string byteOrder, int version)
    {
        var (decoder, generated, _) = Build(byteOrder);
        var created = generated.Method<Func<byte[]>>(byteOrder + ".Driver", "Nulls")();
        var copied = generated.Method<Func<byte[], int, byte[]>>(byteOrder + ".Driver", "Copy")(created, version);
        using var values = JsonDocument.Parse(Interpret(decoder, copied));
        var encoded = new MessageEncoder(decoder.Schema).Encode(
            "All", values.RootElement, new EncodeOptions { Version = version });
        Assert.Equal(Convert.ToHexString(encoded), Convert.ToHexString(copied));
    }

    [Theory]
    [InlineData("littleEndian", 3)]
    [InlineData("bigEndian", 4)]
    public void A_record_keeps_every_value_of_a_message(string byteOrder, int seed)
    {
        var (_, generated, blockLength) = Build(byteOrder);
        var copy = generated.Method<Func<byte[], byte[]>>(byteOrder + ".Driver", "ThroughDto");
        var json = generated.Method<Func<byte[], string>>(byteOrder + ".Driver", "Json");
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[HeaderSize + blockLength];
            for (var i = HeaderSize; i < bytes.Length; i++) bytes[i] = (byte)random.Next(0x20, 0x7F);
            WriteHeader(bytes, byteOrder, blockLength, version: 2);
            Assert.Equal(json(bytes), json(copy(bytes)));
        }
    }

    private static (MessageDecoder Decoder, GeneratedAssembly Generated, int BlockLength) Build(string byteOrder) =>
        _built.GetOrAdd(byteOrder, Compile);

    private static (MessageDecoder Decoder, GeneratedAssembly Generated, int BlockLength) Compile(string byteOrder)
    {
        var xml = TestSchema.OfEveryKind(byteOrder);
        var schema = SchemaReader.ReadText(xml, "schema.xml").Schema!;
        var options = new GenerationOptions { Namespace = byteOrder, Dtos = true };
        var driver = Driver.Replace("NAMESPACE", byteOrder, StringComparison.Ordinal);
        return (new MessageDecoder(schema), GeneratedAssembly.OfText(xml, options, driver), schema.Messages[0].BlockLength);
    }

    /// <summary>
    /// Random bytes behind a header that is mostly right. Many bytes are those of nulls and of text, so
    /// that both occur.
    /// </summary>
    private static byte[] RandomMessage(Random random, string byteOrder, int blockLength)
    {
        var length = blockLength + random.Next(-2, 3) * random.Next(0, 40);
        var bytes = new byte[HeaderSize + Math.Max(0, length) + random.Next(0, 3)];
        random.NextBytes(bytes);
        ReadOnlySpan<byte> usual = [0, 0, 0, 0xFF, 0xFF, 0x80, 0x7F, (byte)'A', 0xC3, 0xA9];
        var density = random.Next(0, 100);
        for (var i = HeaderSize; i < bytes.Length; i++)
            if (random.Next(100) < density) bytes[i] = usual[random.Next(usual.Length)];
        WriteHeader(
            bytes, byteOrder, length, random.Next(0, 5), random.Next(30) == 0 ? 2 : 1, random.Next(30) == 0 ? 8 : 7);
        return bytes[..(random.Next(20) == 0 ? random.Next(bytes.Length) : bytes.Length)];
    }

    private static void WriteHeader(
        byte[] bytes, string byteOrder, int blockLength, int version, int template = 1, int schema = 7)
    {
        ReadOnlySpan<int> header = [blockLength, template, schema, version];
        for (var i = 0; i < header.Length; i++)
        {
            var (low, high) = ((byte)header[i], (byte)(header[i] >> 8));
            (bytes[2 * i], bytes[(2 * i) + 1]) = byteOrder == "bigEndian" ? (high, low) : (low, high);
        }
    }

    private static string Interpret(MessageDecoder decoder, byte[] bytes)
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        try
        {
            decoder.Decode(bytes, writer);
            writer.Flush();
            return Encoding.UTF8.GetString(stream.ToArray());
        }
        catch (SbeDecodeException)
        {
            return "refused";
        }
    }
}
