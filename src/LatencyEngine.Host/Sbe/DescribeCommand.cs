using System.Collections.Immutable;
using System.CommandLine;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary><c>sbe describe</c>: where every byte of every message is, for people.</summary>
internal static class DescribeCommand
{
    private static readonly Argument<string> Schema = new("schema") { Description = "The schema file." };

    private static readonly Option<string?> Message = new("--message")
    {
        Description = "Describe only this message.",
    };

    public static Command Create()
    {
        var command = new Command("describe", "Print messages with their offsets and "
            + "sizes.") { Schema, Message };
        Verb.SetAction(command, Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var path = parse.GetRequiredValue(Schema);
        var schema = InputFile.ReadSchema(path);
        var output = parse.InvocationConfiguration.Output;
        output.WriteLine($"{schema.Package}: schema {schema.Id}, version {schema.Version}, "
            + $"{schema.ByteOrder}, "
            + $"{schema.Header.Size} bytes of header");
        output.WriteLine($"content {schema.ContentHash}");
        foreach (var message in Chosen(parse, schema, path)) SchemaTables.Write(output, message);
        return ExitCode.Success;
    }

    private static ImmutableArray<Message> Chosen(ParseResult parse, MessageSchema schema, string path)
    {
        if (parse.GetValue(Message) is not { } name) return schema.Messages;
        return schema.FindMessage(name) is { } message
            ? [message]
            : throw new InputRefusedException($"'{path}' has no message '{name}'; expected one of "
                + string.Join(", ", schema.Messages.Select(m => m.Name)));
    }
}
