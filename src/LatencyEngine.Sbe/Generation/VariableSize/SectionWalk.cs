using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits how sections are skipped: by a decoder that looks for one, and by the pass that checks all of them.
/// </summary>
internal static class SectionWalk
{
    /// <summary>Emits <c>Locate</c> and <c>Walk</c> of a message.</summary>
    public static void Emit(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var status = context.Global("SbeStatus");
        // Everything comes by value, so that the decoder of the caller may stay in registers.
        writer.Line(NotInlined);
        using (writer.Block(
            "private static long Locate("
            + "int target, SbeCursor cursor, ref byte start, long length, long first, int version)"))
        {
            writer.Line("if (target == cursor.Section - 1 && cursor.PreviousPosition >= 0) return "
                + "cursor.PreviousPosition;");
            writer.Line("var (section, position) = target < cursor.Section ? (0, first) : (cursor.Section, "
                + "cursor.Position);");
            writer.Line("var status = Walk(ref start, length, version, section, target, ref position);");
            writer.Line($"if (status != {status}.Ok) {context.Global("SbeSections")}.Malformed("
                + $"status, \"{message.Message.Name}\", position);");
            writer.Line("return position;");
        }

        writer.Line();
        using (writer.Block(
            $"private static {status} Walk("
            + "ref byte start, long length, int version, int section, int target, ref long position)"))
        {
            writer.Line($"var status = {status}.Ok;");
            foreach (var section in message.Root.Sections)
            {
                var since = section.SinceVersion > 0 ? $" && version >= {section.SinceVersion}" : "";
                writer.Line($"if (section <= {section.Index} && target > {section.Index}{since})");
                using (writer.Block()) EmitSkip(context, writer, section);
                writer.Line();
            }

            writer.Line("return status;");
        }

        writer.Line();
    }

    /// <summary>Emits the method of a group that moves past all of it.</summary>
    public static void EmitGroup(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(writer, "Moves past the group, and says why it is refused: then the position is where "
            + "the fault is.");
        using (writer.Block(
            $"internal static {status} Skip(ref byte start, long length, int version, ref long position)"))
        {
            writer.Line("var status = "
                + $"{context.Global("SbeSections")}."
                + $"TryOpen{DimensionSource.NameOf(context, group.Group.Dimension)}(");
            writer.Line("    ref start, length, position, "
                + $"{context.Global(group.Entry.Plan.Name)}.MinimumBlockLength(version),");
            writer.Line("    out var first, out var blockLength, out var count);");
            writer.Line($"if (status != {status}.Ok) return status;");
            if (group.IsFlat) EmitFlat(writer, status);
            else EmitEntries(context, writer, group, status);
            writer.Line($"return {status}.Ok;");
        }

        writer.Line();
    }

    private static void EmitFlat(CodeWriter writer, string status)
    {
        writer.Line("var end = first + (blockLength * count);");
        writer.Line($"if (end > length) return {status}.BufferTooShort;");
        writer.Line("position = end;");
    }

    private static void EmitEntries(
        GenerationContext context, CodeWriter writer, GroupSection group, string status)
    {
        writer.Line("position = first;");
        using (writer.Block("for (; count > 0; count--)"))
        {
            writer.Line($"if (length - position < blockLength) return {status}.BufferTooShort;");
            writer.Line("position += blockLength;");
            foreach (var section in group.Entry.Sections)
            {
                writer.Line($"if (version >= {section.SinceVersion})");
                using (writer.Block()) EmitSkip(context, writer, section);
                writer.Line();
            }
        }

        writer.Line();
    }

    private static void EmitSkip(GenerationContext context, CodeWriter writer, Section section)
    {
        var status = context.Global("SbeStatus");
        writer.Line(section switch
        {
            GroupSection group =>
                $"status = {context.Global(group.DecoderName)}.Skip(ref start, length, version, ref "
                    + "position);",
            DataSection data =>
                "status = "
                    + $"{context.Global("SbeSections")}.Skip{VarDataSource.NameOf(context, data.Encoding)}("
                + "ref start, length, ref position);",
            _ => throw new InvalidOperationException($"cannot skip {section.Path}"),
        });
        writer.Line($"if (status != {status}.Ok) return status;");
    }
}
