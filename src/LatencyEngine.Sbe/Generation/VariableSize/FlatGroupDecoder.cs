using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the decoder of a group whose entries are blocks alone: one bounds check for all of them.
/// </summary>
internal static class FlatGroupDecoder
{
    public static void Emit(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        EmitConstructor(context, writer, group);
        GroupDecoder.EmitShape(writer);
        EmitIndexer(context, writer, group);
        if (group.Entry.Plan.SizeBytes > 0) EmitBlocks(context, writer, group);
        EmitEnumerator(writer, group);
        EmitEntry(context, writer, group);
    }

    private static void EmitConstructor(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        writer.Line("private readonly ref byte _first;");
        writer.Line("private readonly nint _blockLength;");
        writer.Line("private readonly int _count;");
        writer.Line("private readonly int _version;");
        writer.Line();
        writer.Line(Inlined);
        using (writer.Block(
            $"internal {group.DecoderName}(ref byte start, long length, long position, int version, out "
                + "long end)"))
        {
            writer.Line(GroupDecoder.Open(context, group, "var "));
            writer.Line("end = first + (blockLength * count);");
            writer.Line($"if (end > length) {context.Global("SbeSections")}.Malformed("
                + $"{context.Global("SbeStatus")}.BufferTooShort, \"{group.Path}\", position);");
            writer.Line($"_first = ref {Unsafe}.Add(ref start, (nint)first);");
            writer.Line("_blockLength = (nint)blockLength;");
            writer.Line("_count = count;");
            writer.Line("_version = version;");
        }

        writer.Line();
    }

    private static void EmitIndexer(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        Docs.Summary(writer, "The entry at a 0-based index.");
        using (writer.Block("public Entry this[int index]"))
        {
            writer.Line(Inlined);
            using var getter = writer.Block("get");
            writer.Line("if ((uint)index >= (uint)_count) "
                + $"{context.Global("SbeSections")}.NoEntry(\"{group.Path}\", index, _count);");
            writer.Line($"return new Entry(ref {Unsafe}.Add(ref _first, index * _blockLength), "
                + "_blockLength, _version);");
        }

        writer.Line();
    }

    private static void EmitBlocks(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        var plan = group.Entry.Plan;
        var block = context.Global(plan.Name);
        Docs.Summary(
            writer,
            "All entries at once, in place; false when the sender's blocks are not laid out as this "
                + "version's, and must "
            + "be read one by one.");
        using (writer.Block($"public bool TryGetBlocks(out {ReadOnlySpan(block)} blocks)"))
        {
            writer.Line($"var isOurs = _blockLength == {block}.BlockLength && _version >= "
                + $"{plan.LatestVersion};");
            writer.Line("blocks = isOurs");
            writer.Line($"    ? {Marshal}.CreateReadOnlySpan(ref {Unsafe}.As<byte, {block}>(ref _first), "
                + "_count)");
            writer.Line("    : default;");
            writer.Line("return isOurs;");
        }

        writer.Line();
    }

    private static void EmitEnumerator(CodeWriter writer, GroupSection group)
    {
        Docs.Summary(writer, "Moves over the entries.");
        using (writer.Block("public ref struct Enumerator"))
        {
            writer.Line("private readonly nint _blockLength;");
            writer.Line("private readonly int _version;");
            writer.Line("private ref byte _current;");
            writer.Line("private ref byte _next;");
            writer.Line("private int _remaining;");
            writer.Line();
            writer.Line(Inlined);
            using (writer.Block($"internal Enumerator({group.DecoderName} group)"))
            {
                writer.Line("_next = ref group._first;");
                writer.Line("_blockLength = group._blockLength;");
                writer.Line("_remaining = group._count;");
                writer.Line("_version = group._version;");
            }

            writer.Line();
            writer.Line("public readonly Entry Current => new(ref _current, _blockLength, _version);");
            writer.Line();
            writer.Line(Inlined);
            using var move = writer.Block("public bool MoveNext()");
            writer.Line("if (--_remaining < 0) return false;");
            writer.Line("_current = ref _next;");
            writer.Line($"_next = ref {Unsafe}.Add(ref _next, _blockLength);");
            writer.Line("return true;");
        }

        writer.Line();
    }

    private static void EmitEntry(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        Docs.Summary(writer, $"An entry of {group.Path}, in place.");
        using (writer.Block("public readonly ref struct Entry"))
        {
            writer.Line("private readonly ref byte _block;");
            writer.Line("private readonly nint _blockLength;");
            writer.Line("private readonly int _version;");
            writer.Line();
            writer.Line(Inlined);
            using (writer.Block("internal Entry(ref byte block, nint blockLength, int version)"))
            {
                writer.Line("_block = ref block;");
                writer.Line("_blockLength = blockLength;");
                writer.Line("_version = version;");
            }

            writer.Line();
            OwnerMembers.EmitFields(context, writer, group.Entry);
            OwnerMembers.EmitCopyBlock(context, writer, group.Entry, "ref _block", "(int)_blockLength");
            DecoderViews.EmitEntry(context, writer, group);
        }

        writer.Line();
    }
}
