using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>Emits how bytes become a decoder, and how all of them are checked beforehand.</summary>
internal static class MessageWrap
{
    public static void EmitTryWrap(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(
            writer,
            "Begins to read a message with its header; false, with the reason, when header or block are not "
                + "those of such "
            + "a message, or are cut off. Bytes after the message do not matter.");
        writer.Line(Inlined);
        using (writer.Block(
            $"public static bool TryWrap({Bytes} source, out {message.DecoderName} decoder, out {status} "
                + "status)"))
        {
            writer.Line($"ref var start = ref {Marshal}.GetReference(source);");
            writer.Line($"var (first, version) = ({message.FirstSectionOffset}, SchemaVersion);");
            writer.Line($"status = {status}.Ok;");
            using (writer.Block($"if (source.Length < {message.FirstSectionOffset} || !HasOurHeader(ref "
                + "start))"))
            {
                // The locals inside stay in memory because their address is taken; those outside may live in
                // registers.
                writer.Line("status = ReadOtherHeader(source, out var otherFirst, out var otherVersion);");
                writer.Line("(first, version) = (otherFirst, otherVersion);");
                using (writer.Block($"if (status != {status}.Ok)"))
                {
                    writer.Line("decoder = default;");
                    writer.Line("return false;");
                }
            }

            writer.Line();
            writer.Line($"decoder = new {message.DecoderName}(ref start, source.Length, first, version);");
            writer.Line("return true;");
        }

        writer.Line();
        EmitOtherHeader(context, writer, message);
    }

    public static void EmitValidate(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(
            writer,
            "Checks header, block and every section to any depth. When the answer is Ok, reading the same "
                + "bytes cannot "
            + "fail, and consumed is the length of the message up to what this version of the schema knows; "
            + "else consumed "
            + "is where the part begins that is wrong. Never throws.");
        using (writer.Block($"public static {status} Validate({Bytes} source, out int consumed)"))
        {
            writer.Line("var status = ReadOtherHeader(source, out consumed, out var version);");
            writer.Line($"if (status != {status}.Ok) return status;");
            writer.Line("long position = consumed;");
            writer.Line($"status = Walk(ref {Marshal}.GetReference(source), source.Length, version, "
                + $"0, {message.Root.Sections.Count}, ref position);");
            writer.Line("consumed = (int)position;");
            writer.Line("return status;");
        }

        writer.Line();
    }

    private static void EmitOtherHeader(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var status = context.Global("SbeStatus");
        writer.Line(NotInlined);
        using (writer.Block($"private static {status} ReadOtherHeader({Bytes} source, out int first, out "
            + "int version)"))
        {
            writer.Line("first = 0;");
            writer.Line($"var status = {context.Global(context.Names.Dispatcher)}.ReadHeader("
                + "source, TemplateId, out var blockLength, out version);");
            writer.Line($"if (status != {status}.Ok) return status;");
            writer.Line("if (blockLength < "
                + $"{context.Global(message.Root.Plan.Name)}.MinimumBlockLength(version))");
            writer.Line($"    return {status}.BlockTooShort;");
            writer.Line($"first = {message.HeaderBytes} + blockLength;");
            writer.Line($"return {status}.Ok;");
        }

        writer.Line();
    }
}
