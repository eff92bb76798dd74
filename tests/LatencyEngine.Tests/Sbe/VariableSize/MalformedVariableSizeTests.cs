using LatencyEngine.TestKit;
using LatencyEngine.Tests.Sbe.Generation;

namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>Bytes that somebody broke: refused with a reason, and never read beyond their end.</summary>
public sealed class MalformedVariableSizeTests
{
    private const int Margin = 64;

    [SharedDataFact]
    public void Every_malformed_input_is_refused_with_a_reason()
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hdr-truncated"] = "BufferTooShort",
            ["root-truncated"] = "BufferTooShort",
            ["blocklength-zero"] = "BlockTooShort",
            ["blocklength-short"] = "BlockTooShort",
            ["blocklength-huge"] = "BufferTooShort",
            ["unknown-template"] = "WrongTemplate",
            ["wrong-schema"] = "WrongSchema",
            ["group-header-truncated"] = "BufferTooShort",
            ["group-count-huge"] = "GroupCountOutOfRange",
            ["group-blocklength-short"] = "BlockTooShort",
            ["nested-count-huge"] = "GroupCountOutOfRange",
            ["vardata-length-huge"] = "DataTooLong",
            ["vardata-truncated"] = "BufferTooShort",
            ["vardata-u32-max"] = "DataTooLong",
        };
        var code = VariableAssemblies.For("golden-v2.xml");
        var found = CodecVectors.Malformed.ToDictionary(vector =>
            vector.Name, vector => (string)code.Json(vector.Bytes)!);
        Assert.Equal(expected, found);
    }

    [SharedDataTheory]
    [InlineData("v2-exec-full", "ExecReport")]
    [InlineData("be-exec-full", "ExecReport")]
    [InlineData("v2-book-3x2", "BookSnapshot")]
    [InlineData("v2-neworder-full", "NewOrder")]
    public void No_prefix_of_a_message_is_accepted(string name, string message)
    {
        var vector = CodecVectors.Named(name);
        var validate = VariableAssemblies.For(vector.Schema).Driver<GoldenCode.Validate>("Validate" + message);
        for (var length = 0; length < vector.Bytes.Length; length++)
        {
            Assert.NotEqual(0, validate(vector.Bytes, 0, length, out var consumed));
            Assert.InRange(consumed, 0, length);
        }

        Assert.Equal(0, validate(vector.Bytes, 0, vector.Bytes.Length, out _));
    }

    [SharedDataTheory]
    [InlineData("v2-exec-full")]
    [InlineData("v0-exec-full")]
    [InlineData("v3-exec-full")]
    [InlineData("be-exec-full")]
    public void No_changed_or_missing_byte_makes_a_decoder_look_beyond_the_end(string name)
    {
        var vector = CodecVectors.Named(name);
        var reader = new Reader(VariableAssemblies.For(vector.Schema));
        var zeros = Surrounded(vector.Bytes, 0x00);
        var ones = Surrounded(vector.Bytes, 0xFF);
        for (var length = 0; length <= vector.Bytes.Length; length++)
            Assert.Equal(reader.Observe(zeros, length), reader.Observe(ones, length));
        for (var index = 0; index < vector.Bytes.Length; index++)
        {
            foreach (var value in (byte[])[0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF, (byte)~vector.Bytes[index]])
            {
                zeros[Margin + index] = ones[Margin + index] = value;
                Assert.Equal(reader.Observe(zeros, vector.Bytes.Length), reader.Observe(ones, vector.Bytes.Length));
            }

            zeros[Margin + index] = ones[Margin + index] = vector.Bytes[index];
        }
    }

    private static byte[] Surrounded(byte[] bytes, byte filler)
    {
        var buffer = new byte[bytes.Length + (2 * Margin)];
        buffer.AsSpan().Fill(filler);
        bytes.CopyTo(buffer, Margin);
        return buffer;
    }

    /// <summary>What the decoders make of bytes in the middle of a buffer, as text.</summary>
    private sealed class Reader(GoldenCode code)
    {
        private readonly GoldenCode.Validate _validate = code.Driver<GoldenCode.Validate>("ValidateExecReport");
        private readonly GoldenCode.Read _forwards = code.Driver<GoldenCode.Read>("ReadExecReport");
        private readonly GoldenCode.Read _backwards = code.Driver<GoldenCode.Read>("ReadExecReportBackwards");

        public string Observe(byte[] buffer, int length)
        {
            var status = _validate(buffer, Margin, length, out var consumed);
            var forwards = Run(_forwards, buffer, length);
            var backwards = Run(_backwards, buffer, length);
            // Validation promises that reading succeeds, and refuses nothing that reads to its end.
            Assert.Equal(status == 0, forwards is not (null or -1));
            Assert.Equal(forwards, backwards);
            return $"{status} {consumed} {forwards}";
        }

        private static long? Run(GoldenCode.Read read, byte[] buffer, int length)
        {
            try
            {
                return read(buffer, Margin, length);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }
}
