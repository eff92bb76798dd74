using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Codec;

/// <summary>
/// Emits what every block can do without a header: start with nulls, lend its bytes, and be read from the
/// bytes of an older, equal or newer version.
/// </summary>
internal static class BlockCodec
{
    /// <summary>Emits <c>Create</c>: all zero, except that optional members are null.</summary>
    public static void EmitCreate(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "A value with all optional members null and everything else zero.");
        using var body = writer.Block($"public static {plan.Name} Create()");
        writer.Line($"var created = default({plan.Name});");
        foreach (var member in plan.Stored.Where(NeedsNull)) writer.Line(Nulls.Assign(context, member, "created."));
        writer.Line("return created;");
    }

    /// <summary>
    /// Emits <c>Reset</c>: what Create returns, but made in place. To build it aside and copy it would load bytes that
    /// were stored in other widths just before, which stalls the processor.
    /// </summary>
    public static void EmitReset(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "Makes all optional members null and everything else zero.");
        writer.Line(Framework.Inlined);
        using var body = writer.Block("internal void Reset()");
        writer.Line("this = default;");
        foreach (var member in plan.Stored.Where(NeedsNull)) writer.Line(Nulls.Assign(context, member));
    }

    /// <summary>Emits the view of the struct's memory, which is its encoding.</summary>
    public static void EmitAsBytes(CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "The encoding: the memory of this very value.");
        writer.Line(Framework.UnscopedRef);
        writer.Line($"public readonly {Framework.Bytes} AsBytes() => {Framework.Marshal}.CreateReadOnlySpan(");
        writer.Line($"    ref {Framework.Unsafe}.As<{plan.Name}, byte>(ref {Framework.Unsafe}.AsRef(in this)),");
        writer.Line($"    {plan.SizeBytes});");
    }

    /// <summary>Emits <c>MinimumBlockLength</c>, <c>DecodeBlock</c> and what they need.</summary>
    public static void EmitDecode(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        EmitMinimum(writer, plan);
        writer.Line();
        EmitFast(context, writer, plan);
        if (!FastPathRefusals(plan).Any()) return;
        writer.Line();
        EmitOther(context, writer, plan);
        if (!plan.Newer.Any()) return;
        writer.Line();
        EmitSetNewerToNull(context, writer, plan);
    }

    /// <summary>Emits the method that makes null whatever an older version lacks.</summary>
    public static void EmitSetNewerToNull(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(writer, "Makes null every member that a message of the acting version does not have.");
        using var body = writer.Block("internal void SetNewerToNull(int actingVersion)");
        foreach (var member in plan.Newer)
        {
            if (BlockPlan.HasNewer(member.Type)) writer.Line($"{member.Field}.SetNewerToNull(actingVersion);");
            if (member.SinceVersion > 0)
                writer.Line($"if (actingVersion < {member.SinceVersion}) {Nulls.Assign(context, member)}");
        }
    }

    /// <summary>Whether null is anything but zero.</summary>
    private static bool NeedsNull(BlockMember member) =>
        member.IsOptional
        && member.Kind != MemberKind.Set
        && member is not { Kind: MemberKind.CharArray, Encoded.NullValue.Bits: 0 }
        && member.Type is not CompositeType { Size: 0 };

    private static void EmitMinimum(CodeWriter writer, BlockPlan plan)
    {
        Docs.Summary(
            writer,
            "Bytes up to the end of the last member that the acting version has. A decoder refuses a shorter block.");
        var steps = plan.Growth;
        if (steps.Count == 1)
        {
            writer.Line($"public static int MinimumBlockLength(int actingVersion) => {steps[0].SizeBytes};");
            return;
        }

        using (writer.Statement("public static int MinimumBlockLength(int actingVersion) => actingVersion switch"))
        {
            for (var i = 1; i < steps.Count; i++) writer.Line($"< {steps[i].Version} => {steps[i - 1].SizeBytes},");
            writer.Line($"_ => {steps[^1].SizeBytes},");
        }
    }

    private static void EmitFast(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(
            writer,
            "Reads a block that a sender of the acting version wrote: newer bytes are skipped, members that the sender "
            + "did not have become null.");
        using var body = writer.Block(
            $"public static {status} DecodeBlock({Framework.Bytes} block, int actingVersion, out {plan.Name} value)");
        var isOther = string.Join(" || ", FastPathRefusals(plan));
        if (isOther.Length > 0) writer.Line($"if ({isOther}) return DecodeOtherBlock(block, actingVersion, out value);");
        EmitRead(writer, plan, "value", $"{Framework.Marshal}.GetReference(block)");
        writer.Line($"return {status}.Ok;");
    }

    /// <summary>The load of a whole block into a variable; an empty block has nothing to load.</summary>
    public static void EmitRead(CodeWriter writer, BlockPlan plan, string target, string reference) =>
        writer.Line(plan.SizeBytes == 0
            ? $"{target} = default;"
            : $"{target} = {Framework.Unsafe}.ReadUnaligned<{plan.Name}>(ref {reference});");

    private static IEnumerable<string> FastPathRefusals(BlockPlan plan)
    {
        if (plan.LatestVersion > 0) yield return $"actingVersion < {plan.LatestVersion}";
        if (plan.SizeBytes > 0) yield return $"block.Length < {plan.SizeBytes}";
    }

    private static void EmitOther(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var status = context.Global("SbeStatus");
        writer.Line(Framework.NotInlined);
        using var body = writer.Block(
            $"private static {status} DecodeOtherBlock({Framework.Bytes} block, int actingVersion, out {plan.Name} value)");
        writer.Line("value = default;");
        writer.Line("var known = MinimumBlockLength(actingVersion);");
        writer.Line($"if (block.Length < known) return {status}.BlockTooShort;");
        if (plan.SizeBytes > 0)
        {
            writer.Line($"if (actingVersion >= {plan.LatestVersion})");
            writer.Line($"    known = block.Length < {plan.SizeBytes} ? block.Length : {plan.SizeBytes};");
            writer.Line($"block[..known].CopyTo({Framework.Marshal}.AsBytes(new global::System.Span<{plan.Name}>(ref value)));");
        }

        if (plan.Newer.Any()) writer.Line("value.SetNewerToNull(actingVersion);");
        writer.Line($"return {status}.Ok;");
    }
}
