using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>Emits the methods that write one section, in the encoder of its message or group.</summary>
internal static class EncoderSection
{
    public static void Emit(
        GenerationContext context, CodeWriter writer, MessagePlan message, Section section)
    {
        if (section is GroupSection group) EmitGroup(context, writer, message, group);
        if (section is not DataSection data) return;
        EmitData(context, writer, message, data, "byte", "");
        if (data.Form != TextForm.None)
            EmitData(context, writer, message, data, "char", " from a string, in its encoding");
    }

    /// <summary>How the encoder's state is reached from the type that has the section.</summary>
    public static string StateOf(SectionOwner owner) => owner.Group is null ? "" : "_message.";

    private static void EmitGroup(
        GenerationContext context, CodeWriter writer, MessagePlan message, GroupSection group)
    {
        var (m, self) = (StateOf(group.Owner), group.Owner.Group?.EncoderName ?? message.EncoderName);
        var encoder = context.Global(group.EncoderName);
        Docs.Element(
            writer, context.Options, group.Element, $"Begins the group {group.Element.Name}.",
            $"Begins the group {group.Path} of so many entries: then Next is called for each of them.");
        writer.Line(UnscopedRef);
        writer.Line(Inlined);
        using (writer.Block($"public ref {encoder} {group.Property}(int count)"))
        {
            writer.Line(EncoderOrder.CheckBegin(message, group, m));
            EmitCount(context, writer, group);
            EmitSpace(context, writer, group, m);
            EmitDimension(context, writer, group, m);
            writer.Line($"{m}_position += {group.PrefixBytes};");
            writer.Line($"{m}_entries{group.Depth} = ((long)count << 32) | (uint)count;");
            writer.Line(EncoderOrder.BeginGroup(message, group, m));
            writer.Line($"return ref {Unsafe}.As<{context.Global(self)}, {encoder}>(ref this);");
        }

        writer.Line();
    }

    private static void EmitCount(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        var dimension = group.Group.Dimension;
        var (min, max) = (dimension.MinCount, Math.Min(dimension.MaxCount, int.MaxValue));
        var tooFew = min > 0 ? $" || count < {min}" : "";
        writer.Line($"if ((uint)count > {max}{tooFew}) "
            + $"{context.Global("SbeSections")}.WrongCount(\"{group.Path}\", count, {min}, {max});");
    }

    /// <summary>Entries that are blocks alone get their space at once; others entry by entry.</summary>
    private static void EmitSpace(GenerationContext context, CodeWriter writer, GroupSection group, string m)
    {
        var entries = group.IsFlat ? $" + ({group.Group.BlockLength}L * count)" : "";
        writer.Line($"var end = {m}_position + {group.PrefixBytes}{entries};");
        writer.Line($"if (end > {m}_length) {context.Global("SbeSections")}.NoSpace("
            + $"\"{group.Path}\", {m}_position, end - {m}_position, {m}_length);");
    }

    private static void EmitDimension(
        GenerationContext context, CodeWriter writer, GroupSection group, string m)
    {
        var block = group.Group;
        writer.Line($"{context.Global("SbeSections")}."
            + $"Write{DimensionSource.NameOf(context, block.Dimension)}(");
        writer.Line($"    ref {Unsafe}.Add(ref {m}_start, (nint){m}_position), "
            + $"{block.BlockLength}, count, {block.Groups.Length}, {block.Data.Length});");
    }

    private static void EmitData(
        GenerationContext context, CodeWriter writer, MessagePlan message, DataSection data, string element,
        string how)
    {
        var m = StateOf(data.Owner);
        Docs.Element(
            writer, context.Options, data.Element, $"Writes {data.Element.Name}{how}.",
            $"Writes the var data {data.Path}{how}: up to {Math.Min(data.Encoding.MaxLength, int.MaxValue)} "
                + "bytes.");
        writer.Line(Inlined);
        using (writer.Block($"public void {data.Property}(scoped {ReadOnlySpan(element)} value)"))
        {
            writer.Line(EncoderOrder.CheckBegin(message, data, m));
            writer.Line($"{m}_position = "
                + $"{context.Global("SbeSections")}.Write{VarDataSource.NameOf(context, data.Encoding)}(");
            writer.Line($"    ref {m}_start, {m}_length, {m}_position, value, \"{data.Path}\");");
            writer.Line(EncoderOrder.EndData(message, data, m));
        }

        writer.Line();
    }
}
