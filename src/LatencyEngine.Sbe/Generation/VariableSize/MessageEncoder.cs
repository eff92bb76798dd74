using LatencyEngine.Sbe.Generation.Codec;
using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the encoder of a message. It holds all of the state: encoders of groups are views of this very
/// struct, which is why they are handed out by reference, and why the JIT can keep the state in registers and
/// fold most of the checks of the order away.
/// </summary>
internal static class MessageEncoder
{
    public static void Emit(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        EmitSummary(context, writer, message);
        using var body = writer.Block($"public ref struct {message.EncoderName}");
        StructEmitter.MessageConstants(context, writer, message.Message);
        MessageCodec.EmitHeader(context, writer, message.Message, reads: false);
        EmitState(writer, message);
        EmitWrap(context, writer, message);
        EmitBlock(context, writer, message);
        foreach (var section in message.Root.Sections) EncoderSection.Emit(context, writer, message, section);
        EmitComplete(writer, message);
        LengthEmitter.Emit(context, writer, message);
        EncoderFault.Emit(context, writer, message);
    }

    private static void EmitSummary(GenerationContext context, CodeWriter writer, MessagePlan message) =>
        Docs.Element(
        writer, context.Options, message.Message, $"Writes {message.Message.Name} in place.",
        $"Writes the message {message.Message.Name} in place, without the heap.",
        "Sections are written in the order of the schema, each group with as many entries as it announced; "
            + "anything else "
        + "throws InvalidOperationException that says what comes next. Complete tells the length, and "
        + "refuses a message "
        + "that lacks a section. What does not fit throws ArgumentException: see ComputeEncodedLength. "
        + "Encoders of "
        + "groups are this very struct seen from inside the group, so keep and pass them by reference: "
        + "ref var group = ref message.Group(count).");

    private static void EmitState(CodeWriter writer, MessagePlan message)
    {
        writer.Line("internal readonly ref byte _start;");
        writer.Line("internal readonly long _length;");
        writer.Line("internal long _position;");
        writer.Line("internal int _state;");
        if (message.DepthMax > 0) writer.Line("// Of the open group of each depth: announced entries in the "
            + "upper half, those to come in the lower.");
        for (var depth = 0; depth < message.DepthMax; depth++) writer.Line($"internal long _entries{depth};");

        writer.Line();
        writer.Line(Inlined);
        using (writer.Block($"private {message.EncoderName}(ref byte start, int length)"))
        {
            writer.Line("_start = ref start;");
            writer.Line("_length = length;");
            writer.Line($"_position = {message.FirstSectionOffset};");
            writer.Line("WriteOurHeader(ref start);");
            if (message.Root.Plan.SizeBytes > 0) writer.Line("Block.Reset();");
        }

        writer.Line();
    }

    private static void EmitWrap(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        Docs.Summary(
            writer,
            "Begins a message: writes the header, and a block with all optional fields null and everything "
                + "else zero. "
            + "Throws when they do not fit.");
        writer.Line(Inlined);
        using (writer.Block($"public static {message.EncoderName} Wrap({Span} destination)"))
        {
            writer.Line($"if (destination.Length < {message.FirstSectionOffset})");
            writer.Line($"    {context.Global("SbeThrow")}.DestinationTooShort("
                + $"{message.FirstSectionOffset}, destination.Length);");
            writer.Line($"return new {message.EncoderName}(ref {Marshal}.GetReference(destination), "
                + "destination.Length);");
        }

        writer.Line();
        Docs.Summary(writer, "Begins a message as Wrap does; false, and nothing is written, when header and "
            + "block do not fit.");
        writer.Line(Inlined);
        using (writer.Block($"public static bool TryWrap({Span} destination, out {message.EncoderName} "
            + "encoder)"))
        {
            using (writer.Block($"if (destination.Length < {message.FirstSectionOffset})"))
            {
                writer.Line("encoder = default;");
                writer.Line("return false;");
            }

            writer.Line();
            writer.Line($"encoder = new {message.EncoderName}(ref {Marshal}.GetReference(destination), "
                + "destination.Length);");
            writer.Line("return true;");
        }

        writer.Line();
    }

    private static void EmitBlock(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        if (message.Root.Plan.SizeBytes == 0) return;
        var block = context.Global(message.Root.Plan.Name);
        Docs.Summary(writer, "The fields of the message, in place. They may be set at any time until "
            + "Complete.");
        using (writer.Block($"public readonly ref {block} Block"))
        {
            writer.Line(Inlined);
            writer.Line($"get => ref {Unsafe}.As<byte, {block}>(ref {Unsafe}.Add(ref _start, "
                + $"{message.HeaderBytes}));");
        }

        writer.Line();
    }

    private static void EmitComplete(CodeWriter writer, MessagePlan message)
    {
        Docs.Summary(writer, "Ends the message and returns its length in bytes; throws when a section or "
            + "entry is missing.");
        writer.Line(Inlined);
        using (writer.Block("public readonly int Complete()"))
        {
            writer.Line(EncoderOrder.CheckDone(message));
            writer.Line("return (int)_position;");
        }

        writer.Line();
        Docs.Summary(
            writer,
            "Ends the message and returns its length, after writing as empty all sections that have not "
                + "begun: those of a "
            + "newer version of the schema, say. A group that has begun must still be complete.");
        using (writer.Block("public int CompleteEmpty()"))
        {
            foreach (var section in message.Root.Sections)
                writer.Line($"if ({EncoderOrder.IsNext(section)}) {section.Property}"
                    + $"({(section is GroupSection ? "0" : $"default({Bytes})")});");
            writer.Line("return Complete();");
        }

        writer.Line();
    }
}
