using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the decoder of a group whose entries have groups or data of their own. An entry is walked through
/// once, when the enumeration reaches it, because only so can the next one be found; all its parts are then
/// at hand.
/// </summary>
internal static class VariableGroupDecoder
{
    public static void Emit(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        EmitFields(writer, group, "_first");
        EmitConstructor(context, writer, group);
        GroupDecoder.EmitShape(writer);
        EmitEnumerator(context, writer, group);
        EmitEntry(context, writer, group);
    }

    /// <summary>
    /// A group of the message itself tells the decoder where it ends, once an enumeration has found out.
    /// </summary>
    private static bool TellsEnd(GroupSection group) => group.Depth == 0;

    private static void EmitFields(CodeWriter writer, GroupSection group, string position)
    {
        writer.Line("private readonly ref byte _start;");
        if (TellsEnd(group)) writer.Line("private readonly ref SbeCursor _cursor;");
        writer.Line("private readonly long _length;");
        if (TellsEnd(group)) writer.Line("private readonly long _position;");
        writer.Line("private readonly long _blockLength;");
        writer.Line("private readonly int _version;");
        if (position.Length > 0) writer.Line($"private readonly long {position};");
        if (position.Length > 0) writer.Line("private readonly int _count;");
    }

    private static void EmitConstructor(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        var last = TellsEnd(group) ? "ref SbeCursor cursor" : "out long end";
        writer.Line();
        writer.Line(Inlined);
        using (writer.Block($"internal {group.DecoderName}(ref byte start, long length, long position, int "
            + $"version, {last})"))
        {
            writer.Line("_start = ref start;");
            writer.Line("_length = length;");
            writer.Line("_version = version;");
            if (TellsEnd(group)) writer.Line("_cursor = ref cursor;");
            if (TellsEnd(group)) writer.Line("_position = position;");
            EmitOpen(context, writer, group);
            if (!TellsEnd(group)) EmitEnd(context, writer, group);
        }

        writer.Line();
    }

    private static void EmitOpen(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        var open = GroupDecoder.Open(context, group, "_");
        if (group.SinceVersion == 0)
        {
            writer.Line(open);
            return;
        }

        writer.Line($"if (version >= {group.SinceVersion}) {open}");
        writer.Line("else _first = position;");
    }

    private static void EmitEnd(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        var since = group.SinceVersion > 0 ? $"if (version < {group.SinceVersion}) return;" : "";
        writer.Line("end = position;");
        if (since.Length > 0) writer.Line(since);
        writer.Line("var status = Skip(ref start, length, version, ref end);");
        writer.Line($"if (status != {context.Global("SbeStatus")}.Ok) "
            + $"{context.Global("SbeSections")}.Malformed(status, \"{group.Path}\", end);");
    }

    private static void EmitEnumerator(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        Docs.Summary(writer, "Moves over the entries; throws InvalidDataException when one is cut off or "
            + "malformed.");
        using (writer.Block("public ref struct Enumerator"))
        {
            EmitFields(writer, group, position: "");
            writer.Line("private long _next;");
            writer.Line("private int _remaining;");
            writer.Line("private Entry _current;");
            writer.Line();
            EmitEnumeratorConstructor(writer, group);
            writer.Line("public readonly Entry Current => _current;");
            writer.Line();
            EmitMoveNext(context, writer, group);
        }

        writer.Line();
    }

    private static void EmitEnumeratorConstructor(CodeWriter writer, GroupSection group)
    {
        writer.Line(Inlined);
        using (writer.Block($"internal Enumerator({group.DecoderName} group)"))
        {
            writer.Line("_start = ref group._start;");
            if (TellsEnd(group)) writer.Line("_cursor = ref group._cursor;");
            writer.Line("_length = group._length;");
            if (TellsEnd(group)) writer.Line("_position = group._position;");
            writer.Line("_blockLength = group._blockLength;");
            writer.Line("_version = group._version;");
            writer.Line("_next = group._first;");
            writer.Line("_remaining = group._count;");
        }

        writer.Line();
    }

    private static void EmitMoveNext(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        writer.Line(Inlined);
        using var body = writer.Block("public bool MoveNext()");
        if (TellsEnd(group))
        {
            using var atEnd = writer.Block("if (--_remaining < 0)");
            writer.Line($"_cursor.MoveTo({group.Index + 1}, _next, _position);");
            writer.Line("return false;");
        }
        else writer.Line("if (--_remaining < 0) return false;");

        writer.Line();
        writer.Line("var sections = _next + _blockLength;");
        writer.Line($"if (sections > _length) {context.Global("SbeSections")}.Malformed("
            + $"{context.Global("SbeStatus")}.BufferTooShort, \"{group.Path}\", _next);");
        writer.Line("_current = new Entry(ref _start, _length, _next, sections, _version, out _next);");
        writer.Line("return true;");
    }

    private static void EmitEntry(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        Docs.Summary(writer, $"An entry of {group.Path} with all that it holds, in place.");
        using (writer.Block("public readonly ref struct Entry"))
        {
            writer.Line("private readonly ref byte _block;");
            writer.Line("private readonly nint _blockLength;");
            writer.Line("private readonly int _version;");
            foreach (var section in group.Entry.Sections)
                writer.Line($"private readonly {TypeOf(context, section)} _section{section.Index};");
            writer.Line();
            EmitEntryConstructor(context, writer, group);
            OwnerMembers.EmitFields(context, writer, group.Entry);
            foreach (var section in group.Entry.Sections) EmitEntrySection(context, writer, section);
            OwnerMembers.EmitCopyBlock(context, writer, group.Entry, "ref _block", "(int)_blockLength");
            DecoderViews.EmitEntry(context, writer, group);
        }

        writer.Line();
    }

    private static void EmitEntryConstructor(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        writer.Line(Inlined);
        using (writer.Block(
            "internal Entry(ref byte start, long length, long position, long sections, int version, out "
                + "long end)"))
        {
            writer.Line($"_block = ref {Unsafe}.Add(ref start, (nint)position);");
            writer.Line("_blockLength = (nint)(sections - position);");
            writer.Line("_version = version;");
            writer.Line("end = sections;");
            foreach (var section in group.Entry.Sections)
            {
                var since = section.SinceVersion > 0 ? $"if (version >= {section.SinceVersion}) " : "";
                writer.Line($"{since}_section{section.Index} = {ReadSection(context, section)}");
            }
        }

        writer.Line();
    }

    private static string ReadSection(GenerationContext context, Section section) => section switch
    {
        GroupSection => "new(ref start, length, end, version, out end);",
        DataSection data => $"{context.Global("SbeSections")}."
            + $"Read{VarDataSource.NameOf(context, data.Encoding)}("
            + $"ref start, length, end, \"{data.Path}\", out end);",
        _ => throw new InvalidOperationException($"cannot read {section.Path}"),
    };

    private static string TypeOf(GenerationContext context, Section section) =>
        section is GroupSection group ? context.Global(group.DecoderName) : Bytes;

    private static void EmitEntrySection(GenerationContext context, CodeWriter writer, Section section)
    {
        if (section is GroupSection group) SectionProperty.DocumentGroup(context, writer, group);
        if (section is DataSection data) SectionProperty.DocumentData(context, writer, data);
        writer.Line($"public {TypeOf(context, section)} {section.Property} => _section{section.Index};");
        writer.Line();
        if (section is DataSection text) OwnerMembers.EmitText(context, writer, text, isReadonly: true);
    }
}
