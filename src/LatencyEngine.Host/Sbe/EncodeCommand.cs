using System.CommandLine;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary>The verb <c>sbe encode</c>: the JSON that <c>decode</c> prints in, bytes out.</summary>
internal static class EncodeCommand
{
    public static Command Create()
    {
        var schema = SchemaArgument.Create();
        var file = new Argument<string>("json") { Description = "The values, or decode's envelope; - for standard input." };
        var message = new Option<string?>("--message") { Description = "The message's name; an envelope tells it itself." };
        var version = new Option<int?>("--version") { Description = "Write for an older version of the schema." };
        var output = new Option<string?>("--out") { Description = "Write bytes to this file; without it, hex is printed." };
        var command = new Command("encode", "Write a message from JSON.") { schema, file, message, version, output };
        command.SetAction(parse => Refusal.Guard(parse.GetValue(file)!, () => Run(
            parse.GetValue(schema)!, parse.GetValue(file)!, parse.GetValue(message), parse.GetValue(version),
            parse.GetValue(output))));
        return command;
    }

    private static int Run(string schemaPath, string file, string? name, int? version, string? output)
    {
        if (SchemaArgument.Read(schemaPath) is not { } schema) return ExitCode.BadInput;
        using var json = JsonDocument.Parse(InputFile.Read(file));
        var values = Unwrap(json.RootElement, ref name);
        if (FindMessage(schema, name) is not { } message) return ExitCode.BadInput;

        var bytes = new MessageEncoder(schema).Encode(message, values, version);
        if (output is null) Console.Out.WriteLine(Convert.ToHexStringLower(bytes));
        else File.WriteAllBytes(output, bytes);
        return ExitCode.Success;
    }

    private static JsonElement Unwrap(JsonElement root, ref string? name)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("values", out var values)) return root;
        if (!root.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.String) return root;
        name ??= message.GetString();
        return values;
    }

    private static Message? FindMessage(MessageSchema schema, string? name)
    {
        if (name is not null && schema.FindMessage(name) is { } message) return message;
        var names = string.Join(", ", schema.Messages.Select(m => m.Name));
        Console.Error.WriteLine(name is null
            ? $"Which message? Give --message with one of: {names}."
            : $"The schema has no message '{name}'; it has: {names}.");
        return null;
    }
}
