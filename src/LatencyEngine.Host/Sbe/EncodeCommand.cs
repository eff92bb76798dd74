using System.CommandLine;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;

namespace LatencyEngine.Host.Sbe;

/// <summary><c>sbe encode</c>: JSON in, bytes to a file or hex on standard output.</summary>
internal static class EncodeCommand
{
    private static readonly Argument<string> Schema = new("schema") { Description = "The schema file." };

    private static readonly Argument<string> Input = new("json")
    {
        Description = "The values of a message, or envelopes as 'decode --envelope' prints them. '-' is "
            + "standard input.",
    };

    private static readonly Option<string?> Message = new("--message")
    {
        Description = "The message's name. Envelopes say it themselves.",
    };

    private static readonly Option<int?> Version = new("--version")
    {
        Description = "Encode as this older version of the schema; what is newer must be null or missing.",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Write the bytes to this file instead of hex to standard output.",
    };

    public static Command Create()
    {
        var command = new Command("encode", "Encode JSON as an SBE message.")
        {
            Schema, Input, Message, Version, Out,
        };
        Verb.SetAction(command, Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var encoder = new MessageEncoder(InputFile.ReadSchema(parse.GetRequiredValue(Schema)));
        var path = parse.GetRequiredValue(Input);
        var messages = InputFile.ReadJson(path).ConvertAll(json => Encode(parse, encoder, json, path));
        if (parse.GetValue(Out) is { } file)
            InputFile.WriteBytes(file, [.. messages.SelectMany(m => m)]);
        else
            foreach (var message in messages)
                parse.InvocationConfiguration.Output.WriteLine(Convert.ToHexStringLower(message));
        return ExitCode.Success;
    }

    private static byte[] Encode(ParseResult parse, MessageEncoder encoder, JsonElement json, string path)
    {
        var name = parse.GetValue(Message);
        var version = parse.GetValue(Version);
        if (MessageEnvelope.IsEnvelope(json))
        {
            var envelope = MessageEnvelope.Read(json, encoder.Schema);
            if (name is not null && name != envelope.Message)
                throw new InputRefusedException($"'{path}' holds a {envelope.Message}; --message says "
                    + $"{name}");
            var options = version is null ? envelope.Options : new EncodeOptions(version);
            return encoder.Encode(envelope.Message, envelope.Values, options);
        }
        if (name is null)
            throw new InputRefusedException(
                $"'{path}' does not say which message it is; expected --message with one of "
                + string.Join(", ", encoder.Schema.Messages.Select(m => m.Name)));
        return encoder.Encode(name, json, new EncodeOptions(version));
    }
}
