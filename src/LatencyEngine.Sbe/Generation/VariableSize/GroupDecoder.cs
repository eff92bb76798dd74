using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the decoder of a group: how many entries there are, and their enumeration without the heap. Entries
/// that are blocks alone are checked all at once when the group is opened; others one by one, with all that
/// they hold, when the enumeration reaches them.
/// </summary>
internal static class GroupDecoder
{
    public static void Emit(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        Docs.Element(
            writer, context.Options, group.Element, $"The entries of {group.Path}.",
            $"The entries of {group.Path}.",
            "May be enumerated any number of times; an entry stays valid when the enumeration has moved on.");
        using var body = writer.Block($"public readonly ref struct {group.DecoderName}");
        if (group.IsFlat) FlatGroupDecoder.Emit(context, writer, group);
        else VariableGroupDecoder.Emit(context, writer, group);
        SectionWalk.EmitGroup(context, writer, group);
    }

    /// <summary>Emits <c>Count</c> and <c>GetEnumerator</c>.</summary>
    public static void EmitShape(CodeWriter writer)
    {
        Docs.Summary(writer, "The number of entries.");
        writer.Line("public int Count => _count;");
        writer.Line();
        Docs.Summary(writer, "Enumerates the entries from the first one.");
        writer.Line(Inlined);
        writer.Line("public Enumerator GetEnumerator() => new(this);");
        writer.Line();
    }

    /// <summary>
    /// A statement that reads the dimensions into first, blockLength and count: variables that it declares, or
    /// fields, as the prefix says.
    /// </summary>
    public static string Open(GenerationContext context, GroupSection group, string prefix)
    {
        var dimension = DimensionSource.NameOf(context, group.Group.Dimension);
        var least = $"{context.Global(group.Entry.Plan.Name)}.MinimumBlockLength(version)";
        return $"{context.Global("SbeSections")}.Open{dimension}("
            + $"ref start, length, position, {least}, \"{group.Path}\", "
            + $"out {prefix}first, out {prefix}blockLength, out {prefix}count);";
    }
}
