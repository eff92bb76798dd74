using System.CommandLine;
using System.Text;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// The verb <c>sbe decode</c>: bytes in, JSON on standard output, what the header says on standard error.
/// </summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        var schema = SchemaArgument.Create();
        var file = new Argument<string>("file") { Description = "The message, binary or in hex digits; - for standard input." };
        var all = new Option<bool>("--all") { Description = "Read one message after another to the end, one JSON a line." };
        var envelope = new Option<bool>("--envelope") { Description = "Wrap the values with the message's name and header." };
        var raw = new Option<bool>("--raw") { Description = "Add the number of every set beside its names." };
        var command = new Command("decode", "Print a message as JSON.") { schema, file, all, envelope, raw };
        command.SetAction(parse => Refusal.Guard(parse.GetValue(file)!, () => Run(
            parse.GetValue(schema)!, parse.GetValue(file)!,
            new Wishes(parse.GetValue(all), parse.GetValue(envelope), parse.GetValue(raw)))));
        return command;
    }

    private static int Run(string schemaPath, string file, Wishes wishes)
    {
        if (SchemaArgument.Read(schemaPath) is not { } schema) return ExitCode.BadInput;
        var decoder = new MessageDecoder(schema, wishes.Raw);
        var bytes = InputFile.ReadMessage(file).AsSpan();
        do
        {
            var message = decoder.Decode(bytes);
            bytes = bytes[message.Length..];
            Print(schema, message, wishes.Envelope);
            if (!wishes.All) Report(message, unread: bytes.Length);
        }
        while (wishes.All && !bytes.IsEmpty);
        return ExitCode.Success;
    }

    private static void Print(MessageSchema schema, DecodedMessage message, bool envelope)
    {
        var values = Encoding.UTF8.GetString(message.Values.Span);
        Console.Out.WriteLine(envelope
            ? $$"""{"message":"{{message.Message.Name}}","header":{"blockLength":{{message.BlockLength}},"templateId":{{message.Message.Id}},"schemaId":{{schema.Id}},"version":{{message.Version}}},"values":{{values}}}"""
            : values);
    }

    private static void Report(DecodedMessage message, int unread)
    {
        var rest = unread == 0 ? "" : $", {unread} bytes after it not read";
        Console.Error.WriteLine(
            $"{message.Message.Name}, template {message.Message.Id}, version {message.Version}, {message.Length} bytes{rest}");
    }

    private readonly record struct Wishes(bool All, bool Envelope, bool Raw);
}
