using LatencyEngine.Sbe.Schema;
using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits how the dimensions of groups are read, once throwing and once answering, and written.
/// </summary>
internal static class DimensionSource
{
    public static void Emit(GenerationContext context, CodeWriter writer, GroupDimension dimension)
    {
        EmitOpen(context, writer, dimension);
        writer.Line();
        EmitTryOpen(context, writer, dimension);
        writer.Line();
        EmitWrite(context, writer, dimension);
        writer.Line();
    }

    /// <summary>The last part of the names of the methods for this composite.</summary>
    public static string NameOf(GenerationContext context, GroupDimension dimension) =>
        context.Names.Of(dimension.Composite);

    private static void EmitOpen(GenerationContext context, CodeWriter writer, GroupDimension dimension)
    {
        Docs.Summary(writer, $"Reads {dimension.Composite.Name}; throws when it is cut off or states what "
            + "cannot be.");
        writer.Line(Inlined);
        using var body = writer.Block("public static void "
            + $"Open{NameOf(context, dimension)}({OpenParameters("long position", "string section, ")})");
        EmitReads(context, writer, dimension, status =>
            $"Malformed({context.Global("SbeStatus")}.{status}, section, position);");
    }

    private static void EmitTryOpen(GenerationContext context, CodeWriter writer, GroupDimension dimension)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(writer, $"Reads {dimension.Composite.Name}, and says why it is refused.");
        writer.Line(Inlined);
        using var body = writer.Block(
            $"public static {status} "
                + $"TryOpen{NameOf(context, dimension)}({OpenParameters("long position", "")})");
        writer.Line("(blockLength, count) = (0, 0);");
        EmitReads(context, writer, dimension, reason => $"return {status}.{reason};");
        writer.Line($"return {status}.Ok;");
    }

    private static string OpenParameters(string position, string section) =>
        $"ref byte start, long length, {position}, int minimumBlockLength, {section}"
        + "out long first, out long blockLength, out int count";

    private static void EmitReads(
        GenerationContext context, CodeWriter writer, GroupDimension dimension, Func<string, string> fail)
    {
        var members = new BlockPlan(NameOf(context, dimension), dimension.Composite);
        var max = Math.Min(dimension.MaxCount, int.MaxValue);
        writer.Line($"first = position + {dimension.Size};");
        writer.Line($"if (first > length) {fail("BufferTooShort")}");
        writer.Line($"ref var dimension = ref {Unsafe}.As<byte, {context.TypeOf(dimension.Composite)}>("
            + $"ref {Unsafe}.Add(ref start, (nint)position));");
        writer.Line($"blockLength = (long){Read(context, members, dimension.BlockLength)};");
        writer.Line($"var stated = (long){Read(context, members, dimension.NumInGroup)};");
        writer.Line($"if ((ulong)stated > {max}) {fail("GroupCountOutOfRange")}");
        if (dimension.MinCount > 0) writer.Line($"if (stated < {dimension.MinCount}) "
            + $"{fail("GroupCountOutOfRange")}");
        writer.Line("count = (int)stated;");
        if (WidthOf(dimension.BlockLength) >= 4)
            writer.Line($"if ((ulong)blockLength > int.MaxValue) {fail("BufferTooShort")}");
        writer.Line($"if (blockLength < minimumBlockLength && count != 0) {fail("BlockTooShort")}");
    }

    private static void EmitWrite(GenerationContext context, CodeWriter writer, GroupDimension dimension)
    {
        var type = context.TypeOf(dimension.Composite);
        var members = new BlockPlan(NameOf(context, dimension), dimension.Composite);
        Docs.Summary(writer, $"Writes {dimension.Composite.Name}.");
        writer.Line(Inlined);
        using var body = writer.Block(
            $"public static void Write{NameOf(context, dimension)}("
            + "ref byte target, int blockLength, int count, int numGroups, int numVarDataFields)");
        writer.Line($"var dimension = default({type});");
        foreach (var (member, value) in Values(dimension))
            if (member is { Presence: not Presence.Constant }) writer.Line(Assign(members, member, value));
        writer.Line($"{Unsafe}.WriteUnaligned(ref target, dimension);");
    }

    private static IEnumerable<(CompositeMember? Member, string Value)> Values(GroupDimension dimension) =>
    [
        (dimension.BlockLength, "blockLength"),
        (dimension.NumInGroup, "count"),
        (dimension.NumGroups, "numGroups"),
        (dimension.NumVarDataFields, "numVarDataFields"),
    ];

    private static string Assign(BlockPlan members, CompositeMember member, string value) =>
        $"dimension.{PropertyOf(members, member)} = "
        + $"({CSharpPrimitive.Keyword(((EncodedType)member.Type).Primitive)}){value};";

    private static string Read(GenerationContext context, BlockPlan members, CompositeMember member) =>
        member.Presence == Presence.Constant
            ? $"{context.Global(members.Name)}.{PropertyOf(members, member)}"
            : $"dimension.{PropertyOf(members, member)}";

    private static string PropertyOf(BlockPlan members, CompositeMember member)
    {
        var property = members.Members.Single(candidate =>
            ReferenceEquals(candidate.Element, member)).Property;
        return member.Presence == Presence.Optional ? property + "Raw" : property;
    }

    private static int WidthOf(CompositeMember member) => ((EncodedType)member.Type).Primitive.Size;
}
