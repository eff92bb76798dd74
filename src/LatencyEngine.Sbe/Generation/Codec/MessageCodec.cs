using LatencyEngine.Sbe.Schema;
using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>
/// Emits how a message of fixed size is read from and written to header and block, with one bounds
/// check.
/// </summary>
internal static class MessageCodec
{
    /// <summary>Emits <c>TryDecode</c>, <c>Decode</c> and <c>View</c>.</summary>
    public static void EmitDecode(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "Reads a message with its header; false, and a zeroed message, when it is refused.");
        writer.Line($"public static bool TryDecode({Bytes} source, out {plan.Name} message) =>");
        writer.Line($"    Decode(source, out message) == {context.Global("SbeStatus")}.Ok;");
        writer.Line();
        EmitDecodeFast(context, writer, plan);
        writer.Line();
        EmitDecodeOther(context, writer, plan);
        writer.Line();
        EmitView(context, writer, plan);
    }

    /// <summary>Emits <c>TryEncode</c>, <c>Encode</c>, <c>EncodeInPlace</c> and <c>TryEncodeAs</c>.</summary>
    public static void EmitEncode(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        EmitTryEncode(writer, plan);
        writer.Line();
        EmitEncodeOrThrow(context, writer);
        writer.Line();
        if (plan.SizeBytes > 0) EmitInPlace(context, writer, plan);
        if (context.Schema.Version > 0) EmitEncodeAs(context, writer, plan);
    }

    /// <summary>Emits the header of this very version as constants, and their load and store where they are used.</summary>
    public static void EmitHeader(
        GenerationContext context, CodeWriter writer, Message message, bool reads = true, bool writes = true)
    {
        writer.Line("// The header of this very version, as the numbers that its bytes make in the schema's byte order.");
        var chunks = HeaderConstants.Of(context.Schema, message).ToArray();
        foreach (var chunk in chunks) writer.Line($"private const {chunk.Keyword} {chunk.Name} = {chunk.Literal};");
        writer.Line();
        if (reads) EmitTest(context, writer, chunks);
        if (writes) EmitStore(context, writer, chunks);
    }

    private static void EmitTest(GenerationContext context, CodeWriter writer, HeaderConstants.Chunk[] chunks)
    {
        writer.Line(Inlined);
        writer.Line("private static bool HasOurHeader(ref byte start) =>");
        writer.Line($"    {string.Join(" && ", chunks.Select(chunk => Test(context, chunk)))};");
        writer.Line();
    }

    private static void EmitStore(GenerationContext context, CodeWriter writer, HeaderConstants.Chunk[] chunks)
    {
        writer.Line(Inlined);
        using (writer.Block("private static void WriteOurHeader(ref byte start)"))
            foreach (var chunk in chunks) writer.Line(Store(context, chunk));
        writer.Line();
    }

    private static string Test(GenerationContext context, HeaderConstants.Chunk chunk) =>
        $"{Unsafe}.ReadUnaligned<{chunk.Keyword}>(ref {At(chunk.Offset)}) == {context.Wire(chunk.Name, chunk.SizeBytes)}";

    private static string Store(GenerationContext context, HeaderConstants.Chunk chunk) =>
        $"{Unsafe}.WriteUnaligned(ref {At(chunk.Offset)}, {context.Wire(chunk.Name, chunk.SizeBytes)});";

    private static void EmitDecodeFast(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(
            writer,
            "Reads a message with its header, and says why it is refused. A newer sender's extra bytes are skipped; "
            + "members that an older sender did not have become null.");
        writer.Line(Inlined);
        using var body = writer.Block($"public static {status} Decode({Bytes} source, out {plan.Name} message)");
        writer.Line($"ref var start = ref {Marshal}.GetReference(source);");
        if (plan.SizeBytes == 0)
        {
            writer.Line("message = default;");
            writer.Line($"return source.Length >= EncodedLength && HasOurHeader(ref start) ? {status}.Ok"
                + " : DecodeOther(source, out message);");
            return;
        }

        EmitDecodeCopy(context, writer, plan);
    }

    /// <summary>
    /// Both ways meet before one load of the block. Passing <c>message</c> itself out of line would give
    /// it an address, and keep the JIT from loading just the members that the caller uses: 9.0 instead of
    /// 3.3 ns for a golden tick, where a hand-written overlay that copies takes 3.0 ns.
    /// </summary>
    private static void EmitDecodeCopy(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        writer.Line($"scoped ref var block = ref {At(context.Schema.Header.Size)};");
        writer.Line($"{Unsafe}.SkipInit(out {plan.Name} other);");
        writer.Line($"var status = {status}.Ok;");
        using (writer.Block("if (source.Length < EncodedLength || !HasOurHeader(ref start))"))
        {
            writer.Line("status = DecodeOther(source, out other);");
            writer.Line($"block = ref {Unsafe}.As<{plan.Name}, byte>(ref other);");
        }

        writer.Line();
        BlockCodec.EmitRead(writer, plan, "message", "block");
        writer.Line("return status;");
    }

    private static void EmitDecodeOther(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        writer.Line(NotInlined);
        using var body = writer.Block($"private static {status} DecodeOther({Bytes} source, out {plan.Name} message)");
        writer.Line("message = default;");
        EmitReadHeader(context, writer);
        writer.Line($"if (status != {status}.Ok) return status;");
        writer.Line($"return DecodeBlock(source.Slice({context.Schema.Header.Size}, blockLength), version, out message);");
    }

    private static void EmitReadHeader(GenerationContext context, CodeWriter writer) => writer.Line(
        $"var status = {context.Global(context.Names.Dispatcher)}.ReadHeader("
        + "source, TemplateId, out var blockLength, out var version);");

    private static void EmitView(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        writer.Line($"private static readonly {plan.Name} NoMessage = Create();");
        writer.Line();
        Docs.Summary(
            writer,
            "The message in the very bytes of the source, without a copy. When the status is not Ok, the answer is an "
            + "empty message: an older sender's bytes are NotViewable and must be decoded.");
        using (writer.Block($"public static ref readonly {plan.Name} View({Bytes} source, out {status} status)"))
        {
            writer.Line($"ref var start = ref {Marshal}.GetReference(source);");
            writer.Line("status = source.Length >= EncodedLength && HasOurHeader(ref start)");
            writer.Line($"    ? {status}.Ok");
            writer.Line("    : CheckView(source);");
            if (plan.SizeBytes > 0)
                writer.Line($"if (status == {status}.Ok) return ref {InPlace(context, plan)};");
            writer.Line("return ref NoMessage;");
        }

        writer.Line();
        EmitCheckView(context, writer, plan);
    }

    private static string InPlace(GenerationContext context, BlockPlan plan) =>
        $"{Unsafe}.As<byte, {plan.Name}>(ref {At(context.Schema.Header.Size)})";

    private static void EmitCheckView(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        writer.Line(NotInlined);
        using var body = writer.Block($"private static {status} CheckView({Bytes} source)");
        EmitReadHeader(context, writer);
        writer.Line($"if (status != {status}.Ok) return status;");
        writer.Line($"if (blockLength < MinimumBlockLength(version)) return {status}.BlockTooShort;");
        var isWhole = $"version >= {plan.LatestVersion} && blockLength >= BlockLength";
        writer.Line($"return {isWhole} ? {status}.Ok : {status}.NotViewable;");
    }

    private static void EmitTryEncode(CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "Writes header and block; false, and nothing is written, when they do not fit.");
        writer.Line(Inlined);
        using var body = writer.Block($"public readonly bool TryEncode({Span} destination, out int bytesWritten)");
        using (writer.Block("if (destination.Length < EncodedLength)"))
        {
            writer.Line("bytesWritten = 0;");
            writer.Line("return false;");
        }

        writer.Line();
        writer.Line($"ref var start = ref {Marshal}.GetReference(destination);");
        writer.Line("WriteOurHeader(ref start);");
        if (plan.SizeBytes > 0)
            writer.Line($"{Unsafe}.WriteUnaligned(ref {Unsafe}.Add(ref start, EncodedLength - BlockLength), this);");
        writer.Line("bytesWritten = EncodedLength;");
        writer.Line("return true;");
    }

    private static void EmitEncodeOrThrow(GenerationContext context, CodeWriter writer)
    {
        Docs.Summary(writer, "Writes header and block and returns EncodedLength; throws when they do not fit.");
        using var body = writer.Block($"public readonly int Encode({Span} destination)");
        writer.Line("if (!TryEncode(destination, out var bytesWritten))");
        writer.Line($"    {context.Global("SbeThrow")}.DestinationTooShort(EncodedLength, destination.Length);");
        writer.Line("return bytesWritten;");
    }

    private static void EmitInPlace(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(
            writer,
            "Writes the header and an empty message and returns the latter in place, to be filled; throws when they do "
            + "not fit.");
        using (writer.Block($"public static ref {plan.Name} EncodeInPlace({Span} destination)"))
        {
            writer.Line("if (destination.Length < EncodedLength)");
            writer.Line($"    {context.Global("SbeThrow")}.DestinationTooShort(EncodedLength, destination.Length);");
            writer.Line($"ref var start = ref {Marshal}.GetReference(destination);");
            writer.Line("WriteOurHeader(ref start);");
            writer.Line($"ref var message = ref {InPlace(context, plan)};");
            writer.Line("message = Create();");
            writer.Line("return ref message;");
        }

        writer.Line();
    }

    private static void EmitEncodeAs(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var (header, headerSize) = (context.Schema.Header, context.Schema.Header.Size);
        var since = plan.Element.SinceVersion;
        Docs.Summary(
            writer,
            "Writes what a sender of an older version would, without the members that it does not know; false when it "
            + $"does not fit. The version is {since} to {context.Schema.Version}; another one throws.");
        using var body = writer.Block(
            $"public readonly bool TryEncodeAs(int actingVersion, {Span} destination, out int bytesWritten)");
        writer.Line($"if (actingVersion is < {since} or > SchemaVersion)");
        writer.Line($"    {context.Global("SbeThrow")}.UnknownVersion(actingVersion, {since}, SchemaVersion);");
        writer.Line("var length = actingVersion == SchemaVersion ? BlockLength : MinimumBlockLength(actingVersion);");
        writer.Line("bytesWritten = 0;");
        writer.Line($"if (destination.Length < {headerSize} + length) return false;");
        writer.Line($"ref var start = ref {Marshal}.GetReference(destination);");
        writer.Line("WriteOurHeader(ref start);");
        writer.Line($"ref var header = ref {Unsafe}.As<byte, {context.TypeOf(header.Composite)}>(ref start);");
        writer.Line(HeaderMembers.Assign(context, header.BlockLength, "length"));
        writer.Line(HeaderMembers.Assign(context, header.Version, "actingVersion"));
        writer.Line($"AsBytes()[..length].CopyTo(destination[{headerSize}..]);");
        writer.Line($"bytesWritten = {headerSize} + length;");
        writer.Line("return true;");
    }
}
