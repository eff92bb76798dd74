using System.Globalization;
using LatencyEngine.Host.Text;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// Prints a message as a table: one row per field, groups and var data indented where they stand.
/// </summary>
internal static class SchemaTables
{
    private const string Indent = "  ";

    public static void Write(TextWriter output, Message message)
    {
        var kind = message.IsFixedSize ? "fixed size" : "variable size";
        output.WriteLine();
        output.WriteLine($"{message.Name} (template {message.Id}), block of {message.BlockLength} bytes, "
            + $"{kind}"
            + Since(message.SinceVersion) + Deprecated(message));
        if (message.Description.Length > 0) output.WriteLine(message.Description);
        var table = new TextTable("offset", "size", "id", "name", "type", "since", "notes");
        AddBlock(table, message, "");
        table.Write(output);
    }

    private static void AddBlock(TextTable table, MessageBlock block, string indent)
    {
        foreach (var field in block.Fields) AddField(table, field, indent);
        foreach (var group in block.Groups) AddGroup(table, group, indent);
        foreach (var data in block.Data) AddData(table, data, indent);
    }

    private static void AddField(TextTable table, MessageField field, string indent)
    {
        var notes = field.Constant is { } constant ? $"constant {constant.Text}"
            : field.IsOptional ? "optional" : "";
        table.Add(
            field.IsConstant ? "" : Text(field.Offset), Text(field.Size), Text(field.Id), indent + field.Name,
            TypeOf(field.Type), Text(field.SinceVersion), notes + Deprecated(field));
    }

    private static void AddGroup(TextTable table, MessageGroup group, string indent)
    {
        var size = $"{group.Dimension.Size}+n*{group.BlockLength}";
        table.Add("", size, Text(group.Id), indent + group.Name, group.Dimension.Composite.Name,
            Text(group.SinceVersion), $"group, at most {group.Dimension.MaxCount} "
                + "entries" + Deprecated(group));
        AddBlock(table, group, indent + Indent);
    }

    private static void AddData(TextTable table, MessageData data, string indent)
    {
        var encoding = data.Encoding;
        table.Add("", $"{encoding.Size}+n", Text(data.Id), indent + data.Name, encoding.Composite.Name,
            Text(data.SinceVersion), $"var data, at most {encoding.MaxLength} bytes" + Deprecated(data));
    }

    private static string TypeOf(SchemaType type) => type switch
    {
        EncodedType { IsBuiltIn: true } builtIn => builtIn.Name,
        EncodedType { IsArray: true } array => $"{array.Name} ({array.Primitive}[{array.Length}])",
        EncodedType encoded => $"{encoded.Name} ({encoded.Primitive})",
        EnumType enumType => $"{enumType.Name} (enum {enumType.Encoding})",
        SetType set => $"{set.Name} (set {set.Encoding})",
        _ => type.Name,
    };

    private static string Since(int version) => version > 0 ? $", since version {version}" : "";

    private static string Deprecated(SchemaElement element) =>
        element.DeprecatedSince is { } version ? $" deprecated since {version}" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
