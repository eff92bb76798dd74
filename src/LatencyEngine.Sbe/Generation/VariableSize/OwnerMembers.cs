using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits what the decoder of a message and of an entry have in common: the fields of the block.
/// </summary>
internal static class OwnerMembers
{
    /// <summary>
    /// Emits one property or more per field. The type must have <c>Overlay</c>, <c>CopyBlock</c> and
    /// <c>_version</c>.
    /// </summary>
    public static void EmitFields(GenerationContext context, CodeWriter writer, SectionOwner owner)
    {
        if (owner.Plan.SizeBytes > 0)
        {
            // Not the whole struct may be there: fields that are newer than the sender are never read through
            // it.
            var offset = owner.Group is null ? $"ref {Unsafe}.Add(ref _start, "
                + $"{context.Schema.Header.Size})" : "ref _block";
            using (writer.Block($"private readonly ref readonly {context.Global(owner.Plan.Name)} Overlay"))
            {
                writer.Line(Inlined);
                writer.Line($"get => ref {Unsafe}.As<byte, {context.Global(owner.Plan.Name)}>({offset});");
            }

            writer.Line();
        }

        foreach (var forward in owner.Forwards) forward.Emit(context, writer, owner.Plan);
    }

    /// <summary>Emits the copy of the block, with nulls where the sender's version has nothing.</summary>
    public static void EmitCopyBlock(
        GenerationContext context, CodeWriter writer, SectionOwner owner, string blockReference,
        string blockLength)
    {
        var block = context.Global(owner.Plan.Name);
        Docs.Summary(writer, "A copy of the fields, with nulls for those that the sender's version does not "
            + "have.");
        using (writer.Block($"public readonly {block} CopyBlock()"))
        {
            writer.Line($"var bytes = {Marshal}.CreateReadOnlySpan({blockReference}, {blockLength});");
            writer.Line($"_ = {block}.DecodeBlock(bytes, _version, out var block);");
            writer.Line("return block;");
        }

        writer.Line();
    }

    /// <summary>Emits the string view of var data that are text.</summary>
    public static void EmitText(
        GenerationContext context, CodeWriter writer, DataSection data, bool isReadonly)
    {
        if (data.Form == TextForm.None) return;
        Docs.Summary(writer, $"{data.Property} as a string. Allocates.");
        context.Cold(writer, "strings allocate");
        writer.Line($"public {(isReadonly ? "readonly " : "")}string {data.Property}Text => "
            + $"{TextForms.Expression(data.Form)}.GetString({data.Property});");
        writer.Line();
    }
}
