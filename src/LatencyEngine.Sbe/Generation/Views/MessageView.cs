using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>Emits the views of a message that start from bytes; the class of all messages calls them by template.</summary>
internal static class MessageView
{
    public static void Emit(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(writer, "Writes a message with its header as a JSON object, with null for what the sender did not have.");
        context.Cold(writer, "JSON is for people and files");
        using (writer.Block($"public static {status} WriteJson({Bytes} source, {JsonWriter} writer)"))
        {
            writer.Line($"var status = Read(source, out {plan.Name} message, out var version);");
            writer.Line($"if (status == {status}.Ok) message.WriteJson(writer, version);");
            writer.Line("return status;");
        }

        writer.Line();
        Docs.Summary(writer, "Formats a message with its header as one line for people.");
        context.Cold(writer, "text is for people");
        using (writer.Block($"public static {status} ToText({Bytes} source, out string text)"))
        {
            writer.Line($"var status = Decode(source, out {plan.Name} message);");
            writer.Line($"text = status == {status}.Ok ? message.ToString() : \"\";");
            writer.Line("return status;");
        }

        writer.Line();
        context.Cold(writer, "only views need the sender's version");
        using var body = writer.Block(
            $"private static {status} Read({Bytes} source, out {plan.Name} message, out int version)");
        writer.Line("message = default;");
        writer.Line($"var status = {context.Global(context.Names.Dispatcher)}.ReadHeader(");
        writer.Line("    source, TemplateId, out var blockLength, out version);");
        writer.Line($"if (status != {status}.Ok) return status;");
        writer.Line($"return DecodeBlock(source.Slice({context.Schema.Header.Size}, blockLength), version, out message);");
    }
}
