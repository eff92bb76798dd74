using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// <c>sbe decode</c>: bytes in, JSON on standard output, what the message is on standard error.
/// </summary>
internal static class DecodeCommand
{
    private static readonly Argument<string> Schema = new("schema") { Description = "The schema file." };

    private static readonly Argument<string> Input = new("file")
    {
        Description = "The message: raw bytes, or hex digits (detected). '-' is standard input.",
    };

    private static readonly Option<bool> All = new("--all")
    {
        Description = "Decode message after message to the end of the file, one line of JSON each.",
    };

    private static readonly Option<bool> Envelope = new("--envelope")
    {
        Description = "Wrap the values as {\"message\", \"header\", \"values\"}.",
    };

    private static readonly Option<bool> Raw = new("--raw")
    {
        Description = "Beside every set 'name', show its bits as the number 'nameRaw'.",
    };

    public static Command Create()
    {
        var command = new Command("decode", "Print an SBE message as JSON.")
        {
            Schema, Input, All, Envelope, Raw,
        };
        Verb.SetAction(command, Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var decoder = new MessageDecoder(InputFile.ReadSchema(parse.GetRequiredValue(Schema)));
        var bytes = HexText.ToBytes(InputFile.ReadBytes(parse.GetRequiredValue(Input)));
        var position = 0;
        do
        {
            position += DecodeOne(parse, decoder, bytes, position);
        }
        while (parse.GetValue(All) && position < bytes.Length);
        return ExitCode.Success;
    }

    private static int DecodeOne(ParseResult parse, MessageDecoder decoder, byte[] bytes, int position)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = !parse.GetValue(All),
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        var options = new DecodeOptions(parse.GetValue(Raw));
        var message = bytes.AsSpan(position);
        DecodedMessage decoded;
        try
        {
            decoded = parse.GetValue(Envelope)
                ? MessageEnvelope.Write(decoder, message, json, options)
                : decoder.Decode(message, json, options);
        }
        catch (SbeDecodeException e)
        {
            var where = position == 0 ? "" : $"the message at byte {position}: ";
            throw new InputRefusedException($"'{parse.GetRequiredValue(Input)}': {where}{e.Message}");
        }

        json.Flush();
        parse.InvocationConfiguration.Output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        Report(parse, decoder, decoded, position);
        return decoded.Consumed;
    }

    private static void Report(
        ParseResult parse, MessageDecoder decoder, DecodedMessage decoded, int position)
    {
        var error = parse.InvocationConfiguration.Error;
        var header = decoded.Header;
        error.WriteLine($"{decoded.Message.Name} (template {header.TemplateId}) version {header.Version}, "
            + $"{decoded.Consumed} bytes at {position}");
        if (decoded.UnreadBytes == 0 || parse.GetValue(All)) return;
        error.WriteLine(header.Version > decoder.Schema.Version
            ? $"{decoded.UnreadBytes} bytes follow: version {header.Version} is newer than the schema's "
                + $"{decoder.Schema.Version} and may have added them"
            : $"{decoded.UnreadBytes} bytes follow; --all decodes further messages");
    }
}
