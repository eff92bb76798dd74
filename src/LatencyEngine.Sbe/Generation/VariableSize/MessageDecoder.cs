using LatencyEngine.Sbe.Generation.Codec;
using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the decoder of a message: how it is wrapped and validated, its fields, and its sections.
/// </summary>
internal static class MessageDecoder
{
    public static void Emit(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        EmitSummary(context, writer, message);
        using var body = writer.Block($"public ref struct {message.DecoderName}");
        StructEmitter.MessageConstants(context, writer, message.Message);
        MessageCodec.EmitHeader(context, writer, message.Message, writes: false);
        EmitState(writer, message);
        MessageWrap.EmitTryWrap(context, writer, message);
        MessageWrap.EmitValidate(context, writer, message);
        OwnerMembers.EmitFields(context, writer, message.Root);
        foreach (var section in message.Root.Sections) SectionProperty.Emit(context, writer, section);
        EmitBlockAndLength(context, writer, message);
        SectionWalk.Emit(context, writer, message);
        DecoderViews.EmitMessage(context, writer, message);
    }

    private static void EmitSummary(GenerationContext context, CodeWriter writer, MessagePlan message) =>
        Docs.Element(
        writer, context.Options, message.Message, $"Reads {message.Message.Name} in place.",
        $"Reads the message {message.Message.Name} in place, without a copy and without the heap.",
        "Groups and var data may be read in any order, any number of times, or not at all; the order of the "
            + "schema is "
        + "the fastest. What the sender's version does not have reads as null or empty. Fields cannot fail "
        + "once TryWrap "
        + "succeeded; a group or var data that is malformed throws InvalidDataException when it is read, so "
        + "bytes "
        + "from outside are given to Validate first. Pass decoders by reference: a copy remembers its own "
        + "place.");

    private static void EmitState(CodeWriter writer, MessagePlan message)
    {
        writer.Line("private readonly ref byte _start;");
        writer.Line("private readonly long _length;");
        writer.Line("private readonly long _first;");
        writer.Line("private readonly int _version;");
        writer.Line("private SbeCursor _cursor;");
        writer.Line();
        writer.Line(Inlined);
        using (writer.Block($"private {message.DecoderName}(ref byte start, int length, int first, int "
            + "version)"))
        {
            writer.Line("_start = ref start;");
            writer.Line("_length = length;");
            writer.Line("_first = first;");
            writer.Line("_version = version;");
            writer.Line("_cursor.Position = first;");
            writer.Line("_cursor.PreviousPosition = -1;");
        }

        writer.Line();
        Docs.Summary(writer, "The version of the schema that the sender wrote.");
        writer.Line("public readonly int ActingVersion => _version;");
        writer.Line();
    }

    private static void EmitBlockAndLength(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        OwnerMembers.EmitCopyBlock(
            context, writer, message.Root,
            $"ref {Unsafe}.Add(ref _start, {message.HeaderBytes})", $"(int)_first - {message.HeaderBytes}");
        Docs.Summary(
            writer,
            "Bytes of header, block and all sections that this version of the schema knows; throws when one "
                + "is malformed.");
        writer.Line($"public readonly int EncodedLength => (int)Locate({message.Root.Sections.Count}, "
            + "_cursor, "
            + "ref _start, _length, _first, _version);");
        writer.Line();
    }
}
