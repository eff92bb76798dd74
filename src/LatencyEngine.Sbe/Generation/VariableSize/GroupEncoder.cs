using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the encoder of a group: the message's encoder under another type, which has the steps of the group.
/// </summary>
internal static class GroupEncoder
{
    public static void Emit(
        GenerationContext context, CodeWriter writer, MessagePlan message, GroupSection group)
    {
        Docs.Element(
            writer, context.Options, group.Element, $"Writes the entries of {group.Path}.",
            $"Writes the entries of {group.Path}. Keep it by reference: a copy does not move the "
                + "message on.");
        using var body = writer.Block($"public ref struct {group.EncoderName}");
        writer.Line($"private {context.Global(message.EncoderName)} _message;");
        writer.Line();
        EmitNext(context, writer, message, group);
        foreach (var section in group.Entry.Sections) EncoderSection.Emit(context, writer, message, section);
    }

    private static void EmitNext(
        GenerationContext context, CodeWriter writer, MessagePlan message, GroupSection group)
    {
        const string M = "_message.";
        var (block, length) = (context.Global(group.Entry.Plan.Name), group.Group.BlockLength);
        var hasFields = length > 0;
        var what = group.IsFlat ? "its fields, in place" : "its fields, in place; its sections are written "
            + "next";
        Docs.Summary(writer, "Begins the next entry, with all optional fields null and everything else "
            + $"zero: {what}.");
        writer.Line(Inlined);
        using (writer.Block($"public {(hasFields ? $"ref {block}" : "void")} Next()"))
        {
            writer.Line(EncoderOrder.CheckEntry(message, group, M));
            if (!group.IsFlat)
                writer.Line($"if ({M}_position + {length} > {M}_length) "
                    + $"{context.Global("SbeSections")}.NoSpace("
                    + $"\"{group.Path}\", {M}_position, {length}, {M}_length);");
            if (hasFields) EmitBlock(writer, block, length);
            writer.Line($"{M}_entries{group.Depth}--;");
            if (EncoderOrder.BeginEntry(message, group, M) is { Length: > 0 } move) writer.Line(move);
            if (hasFields) writer.Line("return ref block;");
        }

        writer.Line();
    }

    private static void EmitBlock(CodeWriter writer, string block, int length)
    {
        writer.Line($"ref var block = ref {Unsafe}.As<byte, {block}>(");
        writer.Line($"    ref {Unsafe}.Add(ref _message._start, (nint)_message._position));");
        writer.Line("block.Reset();");
        writer.Line($"_message._position += {length};");
    }
}
