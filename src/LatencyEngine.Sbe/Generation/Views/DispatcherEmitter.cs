using LatencyEngine.Sbe.Generation.Codec;
using LatencyEngine.Sbe.Schema;
using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>
/// Emits the class that knows all messages of the schema: what they are called, and any of them as JSON
/// or text.
/// </summary>
internal static class DispatcherEmitter
{
    public static GeneratedFile Emit(GenerationContext context)
    {
        var writer = context.NewFile();
        var schema = context.Schema;
        var description = schema.Description.Length > 0 ? $" ({schema.Description})" : "";
        Docs.Summary(writer, $"All messages of the schema {schema.Package}{description}.");
        using (writer.Block($"public static class {context.Names.Dispatcher}"))
        {
            EmitConstants(writer, schema);
            EmitNameOf(context, writer);
            writer.Line();
            EmitReadHeader(context, writer);
            writer.Line();
            EmitJson(context, writer);
            writer.Line();
            EmitText(context, writer);
            writer.Line();
            LayoutEmitter.Emit(context, writer);
        }

        return new GeneratedFile(context.Names.Dispatcher + ".g.cs", writer.ToString());
    }

    private static void EmitConstants(CodeWriter writer, MessageSchema schema)
    {
        var fixedSizes = schema.Messages.Where(message => message.IsFixedSize).Select(message => message.BlockLength);
        var fixedMax = fixedSizes.Any() ? schema.Header.Size + fixedSizes.Max() : 0;
        Constant("int SchemaId", $"{schema.Id}", "The schema's number, which every header carries.");
        Constant("int SchemaVersion", $"{schema.Version}", "The version of the schema that this code was generated from.");
        Constant("string SchemaHash", $"\"{schema.ContentHash}\"",
            "SHA-256 of everything in the schema that decides bytes and names.");
        Constant("int HeaderSize", $"{schema.Header.Size}", "Bytes of the header.");
        Constant("int MaxFixedSize", $"{fixedMax}", "Bytes of the longest message of fixed size, header included.");

        void Constant(string declaration, string value, string summary)
        {
            Docs.Summary(writer, summary);
            writer.Line($"public const {declaration} = {value};");
            writer.Line();
        }
    }

    private static void EmitNameOf(GenerationContext context, CodeWriter writer)
    {
        Docs.Summary(writer, "The schema's name of a message, in UTF-8; empty for a template that the schema does not have.");
        using (writer.Statement($"public static {Bytes} NameOf(int templateId) => templateId switch"))
        {
            foreach (var message in context.Schema.Messages) writer.Line($"{message.Id} => \"{message.Name}\"u8,");
            writer.Line("_ => default,");
        }
    }

    private static void EmitReadHeader(GenerationContext context, CodeWriter writer)
    {
        var (status, header) = (context.Global("SbeStatus"), context.Schema.Header);
        var headerType = context.TypeOf(header.Composite);
        Docs.Summary(writer, "Reads the header alone: enough to route a message by its template. Checks the schema's id.");
        using (writer.Block($"public static {status} ReadHeader({Bytes} source, out {headerType} header)"))
        {
            writer.Line("header = default;");
            writer.Line($"if (source.Length < HeaderSize) return {status}.BufferTooShort;");
            writer.Line($"header = {Unsafe}.ReadUnaligned<{headerType}>(ref {Marshal}.GetReference(source));");
            writer.Line($"return {HeaderMembers.Read(context, header.SchemaId)} == SchemaId"
                + $" ? {status}.Ok : {status}.WrongSchema;");
        }

        writer.Line();
        Docs.Summary(writer, "Reads the header of one message, and checks that the block is there as a whole.");
        using var body = writer.Block(
            $"internal static {status} ReadHeader({Bytes} source, int templateId, out int blockLength, out int version)");
        writer.Line("(blockLength, version) = (0, 0);");
        writer.Line("var status = ReadHeader(source, out var header);");
        writer.Line($"if (status != {status}.Ok) return status;");
        writer.Line($"if ({HeaderMembers.Read(context, header.TemplateId)} != (ulong)templateId) return {status}.WrongTemplate;");
        writer.Line($"if ({HeaderMembers.Read(context, header.BlockLength)} > (ulong)(source.Length - HeaderSize))");
        writer.Line($"    return {status}.BufferTooShort;");
        writer.Line($"blockLength = (int){HeaderMembers.Read(context, header.BlockLength)};");
        writer.Line("version = (int)global::System.Math.Min("
            + $"(ulong){HeaderMembers.Read(context, header.Version)}, int.MaxValue);");
        writer.Line($"return {status}.Ok;");
    }

    private static void EmitJson(GenerationContext context, CodeWriter writer)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(
            writer,
            "Writes any message of the schema as a JSON object, as its sender's version has it; false, and nothing is "
            + "written, when it is refused.");
        context.Cold(writer, "JSON is for people and files");
        using (writer.Block($"public static bool TryWriteJson({Bytes} source, {JsonWriter} writer, out {status} status)"))
        {
            writer.Line("status = ReadHeader(source, out var header);");
            writer.Line($"if (status != {status}.Ok) return false;");
            EmitSwitch(context, writer, "WriteJson(source, writer)");
            writer.Line($"return status == {status}.Ok;");
        }
    }

    private static void EmitText(GenerationContext context, CodeWriter writer)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(writer, "Formats any message of the schema as one line for people; a refused one as the reason.");
        context.Cold(writer, "text is for people");
        using var body = writer.Block($"public static string ToText({Bytes} source)");
        writer.Line("var status = ReadHeader(source, out var header);");
        writer.Line("var text = \"\";");
        using (writer.Block($"if (status == {status}.Ok)")) EmitSwitch(context, writer, "ToText(source, out text)");
        writer.Line();
        writer.Line($"return status == {status}.Ok ? text : status.ToString();");
    }

    private static void EmitSwitch(GenerationContext context, CodeWriter writer, string call)
    {
        using (writer.Statement($"status = (ulong){HeaderMembers.Read(context, context.Schema.Header.TemplateId)} switch"))
        {
            foreach (var message in context.Schema.Messages)
                writer.Line($"{message.Id} => {context.Global(Reader(context, message))}.{call},");
            writer.Line($"_ => {context.Global("SbeStatus")}.WrongTemplate,");
        }
    }

    /// <summary>The type that reads the message: itself when it is a struct, else its decoder.</summary>
    private static string Reader(GenerationContext context, Message message) =>
        context.Names.Of(message) + (message.IsFixedSize ? "" : "Decoder");
}
