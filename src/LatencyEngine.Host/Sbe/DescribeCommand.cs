using System.CommandLine;
using LatencyEngine.Sbe.Schema;
using Spectre.Console;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// The verb <c>sbe describe</c>: every message of a schema with the place of every field, for people.
/// </summary>
internal static class DescribeCommand
{
    public static Command Create()
    {
        var schema = SchemaArgument.Create();
        var command = new Command("describe", "Print the messages of a schema with every field's place.") { schema };
        command.SetAction(parse => Run(parse.GetValue(schema)!));
        return command;
    }

    private static int Run(string path)
    {
        if (SchemaArgument.Read(path) is not { } schema) return ExitCode.BadInput;
        Plain.Write(
            $"{schema.Package}: schema {schema.Id}, version {schema.Version}, {schema.ByteOrder}, "
            + $"header of {schema.Header.Size} bytes, {schema.ContentHash[..12]}");
        foreach (var message in schema.Messages) Describe(message);
        return ExitCode.Success;
    }

    private static void Describe(Message message)
    {
        Plain.Write("");
        Plain.Write($"{message.Name} (template {message.Id}, block of {message.BlockLength} bytes) {message.Description}");
        var table = Plain.Table("offset", "size", "field", "type", "presence", "since", "what");
        AddRows(table, message, indent: "");
        AnsiConsole.Write(table);
    }

    private static void AddRows(Table table, MessageBlock block, string indent)
    {
        foreach (var field in block.Fields)
            AddRow(table, field, $"{field.Offset}", $"{field.Size}", indent + field.Name, field.Type.Name, PresenceOf(field));
        foreach (var group in block.Groups)
        {
            var size = $"{group.BlockLength} each";
            AddRow(table, group, "", size, $"{indent}{group.Name}[[]]", group.Dimension.Composite.Name, "group");
            AddRows(table, group, indent + "  ");
        }

        foreach (var data in block.Data)
            AddRow(table, data, "", "varies", indent + data.Name, data.Encoding.CharacterEncoding ?? "bytes", "data");
    }

    private static void AddRow(Table table, SchemaElement element, params string[] cells)
    {
        var since = element.SinceVersion == 0 ? "" : $"{element.SinceVersion}";
        table.AddRow([.. cells, since, Markup.Escape(element.Description)]);
    }

    private static string PresenceOf(MessageField field) => field switch
    {
        { Constant: { } constant } => "= " + Markup.Escape(constant.EnumValue?.Name ?? constant.Text),
        { IsOptional: true } => "optional",
        _ => "required",
    };
}
