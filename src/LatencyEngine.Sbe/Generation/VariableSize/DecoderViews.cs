using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits decoders as JSON and as text: the fields as the block shows them, groups as lists, text as strings,
/// other var data as hex digits.
/// </summary>
internal static class DecoderViews
{
    private const string Cold = "JSON and text are for people and files";

    /// <summary>Emits the views of a message, with and without a decoder at hand.</summary>
    public static void EmitMessage(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        EmitJsonFromBytes(context, writer, message);
        EmitTextFromBytes(context, writer, message);
        EmitJson(context, writer, message.Root);
        EmitText(context, writer, message.Root, message.DecoderName, $"{message.Message.Name} ", "");
        EmitFormat(context, writer);
    }

    /// <summary>Emits the views of an entry.</summary>
    public static void EmitEntry(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        EmitJson(context, writer, group.Entry);
        EmitText(context, writer, group.Entry, "Entry", "{", "}");
    }

    private static void EmitJsonFromBytes(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(writer, "Writes a message with its header as a JSON object; nothing is written when it "
            + "is refused.");
        context.Cold(writer, Cold);
        using (writer.Block($"public static {status} WriteJson({Bytes} source, {JsonWriter} writer)"))
        {
            writer.Line("var status = Validate(source, out _);");
            writer.Line($"if (status == {status}.Ok && TryWrap(source, out var message, out status)) "
                + "message.WriteJson(writer);");
            writer.Line("return status;");
        }

        writer.Line();
    }

    private static void EmitTextFromBytes(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(writer, "Formats a message with its header as one line for people; empty when it is "
            + "refused.");
        context.Cold(writer, Cold);
        using (writer.Block($"public static {status} ToText({Bytes} source, out string text)"))
        {
            writer.Line("text = \"\";");
            writer.Line("var status = Validate(source, out _);");
            writer.Line($"if (status == {status}.Ok && TryWrap(source, out var message, out status)) text = "
                + "message.ToString();");
            writer.Line("return status;");
        }

        writer.Line();
    }

    private static void EmitJson(GenerationContext context, CodeWriter writer, SectionOwner owner)
    {
        Docs.Summary(writer, "Writes the value as a JSON object, with null for what the sender does not "
            + "have.");
        context.Cold(writer, Cold);
        using (writer.Block($"public readonly void WriteJson({JsonWriter} writer)"))
        {
            writer.Line("var source = this;");
            writer.Line("writer.WriteStartObject();");
            writer.Line("CopyBlock().WriteJsonMembers(writer, _version);");
            foreach (var section in owner.Sections) EmitJsonSection(context, writer, section);
            writer.Line("writer.WriteEndObject();");
        }

        writer.Line();
    }

    private static void EmitJsonSection(GenerationContext context, CodeWriter writer, Section section)
    {
        var value = $"source.{section.Property}";
        writer.Line($"writer.WritePropertyName(\"{section.Element.Name}\"u8);");
        if (section is DataSection data)
        {
            writer.Line(data.Form == TextForm.None
                ? $"writer.WriteStringValue(global::System.Convert.ToHexStringLower({value}));"
                : $"{context.Global("SbeJson")}.WriteText(writer, {value}, "
                    + $"{TextForms.Expression(data.Form)});");
            return;
        }

        writer.Line("writer.WriteStartArray();");
        writer.Line($"foreach (var entry in {value}) entry.WriteJson(writer);");
        writer.Line("writer.WriteEndArray();");
    }

    private static void EmitFormat(GenerationContext context, CodeWriter writer)
    {
        Docs.Summary(writer, "Formats the message as one line for people; false, and nothing is there, when "
            + "it does not fit.");
        context.Cold(writer, Cold);
        using (writer.Block("public readonly bool TryFormat(global::System.Span<char> destination, out int "
            + "charsWritten)"))
        {
            writer.Line($"var text = new {context.Global("SbeText")}(destination);");
            writer.Line("WriteText(this, ref text);");
            writer.Line("return text.Finish(out charsWritten);");
        }

        writer.Line();
        Docs.Summary(writer, "The message as one line for people. Allocates.");
        context.Cold(writer, Cold);
        using (writer.Block("public override readonly string ToString()"))
        {
            using var grow = writer.Block("for (var capacity = 512; ; capacity *= 4)");
            writer.Line("var characters = new char[capacity];");
            writer.Line("if (TryFormat(characters, out var length)) return new string(characters, 0, "
                + "length);");
        }

        writer.Line();
    }

    /// <summary>
    /// The value comes as a scoped parameter: the compiler must know that the text does not keep its bytes.
    /// </summary>
    private static void EmitText(
        GenerationContext context, CodeWriter writer, SectionOwner owner, string type, string begin,
        string end)
    {
        Docs.Summary(writer, "Appends the value to a text.");
        context.Cold(writer, Cold);
        using (writer.Block($"internal static void WriteText(scoped {type} source, ref "
            + $"{context.Global("SbeText")} text)"))
        {
            writer.Line($"text.Append(\"{begin}\");");
            writer.Line("source.CopyBlock().WriteTextMembers(ref text);");
            foreach (var section in owner.Sections)
            {
                var isFirst = owner.Block.Fields.IsEmpty && section.Index == 0;
                EmitTextSection(context, writer, section, isFirst ? "" : " ");
            }


            if (end.Length > 0) writer.Line($"text.Append(\"{end}\");");
        }

        writer.Line();
    }

    private static void EmitTextSection(
        GenerationContext context, CodeWriter writer, Section section, string separator)
    {
        var value = $"source.{section.Property}";
        if (section is DataSection data)
        {
            var (quote, text) = data.Form == TextForm.None
                ? ("", $"global::System.Convert.ToHexStringLower({value})")
                : ("\\\"", $"{value}Text");
            writer.Line($"text.Append(\"{separator}{section.Element.Name}={quote}\");");
            writer.Line($"text.Append({text});");
            if (quote.Length > 0) writer.Line($"text.Append(\"{quote}\");");
            return;
        }

        var entry = context.Global(((GroupSection)section).DecoderName) + ".Entry";
        writer.Line($"text.Append(\"{separator}{section.Element.Name}=[\");");
        writer.Line($"foreach (var entry in {value}) {entry}.WriteText(entry, ref text);");
        writer.Line("text.Append(\"]\");");
    }
}
