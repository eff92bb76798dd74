using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Members;

/// <summary>
/// Emits a fixed array of numbers: by element and as a whole in any byte order, and as a span where the
/// order on the wire is that of the hosts this engine runs on.
/// </summary>
internal static class NumberArrayMember
{
    public static void Emit(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var primitive = member.Encoded.Primitive;
        var keyword = CSharpPrimitive.Keyword(primitive);
        NumberMember.EmitLimits(writer, member);
        Docs.Summary(writer, $"The number of elements of {member.Property}.");
        writer.Line($"public const int {member.Property}Length = {member.Encoded.Length};");
        writer.Line();
        if (primitive.Size == 1 || context.Schema.ByteOrder == ByteOrder.LittleEndian)
            EmitSpan(context, writer, member, keyword);
        EmitElements(context, writer, member, keyword);
        EmitWhole(context, writer, member, keyword);
        writer.Line();
        Storage(writer, member, keyword);
    }

    /// <summary>
    /// The array's bytes as a type of their own, so that copies of the struct carry all of them.
    /// </summary>
    public static void Storage(CodeWriter writer, BlockMember member, string keyword)
    {
        writer.Line($"[global::System.Runtime.CompilerServices.InlineArray({member.Encoded.Length})]");
        writer.Line("[global::System.Runtime.InteropServices.StructLayout("
            + "global::System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 1)]");
        using var body = writer.Block($"private struct {member.Property}Storage");
        writer.Line($"private {keyword} _element;");
    }

    private static void EmitSpan(GenerationContext context, CodeWriter writer, BlockMember member, string keyword)
    {
        Docs.Element(writer, context.Options, member.Element, $"The field {member.Name}, in place.", member.Facts);
        writer.Line(Framework.UnscopedRef);
        using (writer.Block($"public readonly global::System.ReadOnlySpan<{keyword}> {member.Property}"))
        using (writer.Block("get"))
        {
            if (member.Encoded.Primitive.Size > 1)
                writer.Line($"if (!global::System.BitConverter.IsLittleEndian) {context.Global("SbeThrow")}.HostOrder();");
            writer.Line($"return {member.Field};");
        }

        writer.Line();
    }

    private static void EmitElements(GenerationContext context, CodeWriter writer, BlockMember member, string keyword)
    {
        var (name, size) = (member.Property, member.Encoded.Primitive.Size);
        Docs.Element(writer, context.Options, member.Element, $"One element of {member.Name}.", member.Facts);
        writer.Line($"public readonly {keyword} Get{name}(int index) =>");
        writer.Line($"    {context.Wire($"{member.Field}[index]", size)};");
        writer.Line();
        Docs.Summary(writer, $"Sets one element of {name}.");
        writer.Line($"public void Set{name}(int index, {keyword} value) =>");
        writer.Line($"    {member.Field}[index] = {context.Wire("value", size)};");
        writer.Line();
    }

    private static void EmitWhole(GenerationContext context, CodeWriter writer, BlockMember member, string keyword)
    {
        var (name, size) = (member.Property, member.Encoded.Primitive.Size);
        Docs.Summary(writer, $"Sets all elements of {name}; throws when there are not {name}Length values.");
        using (writer.Block($"public void Set{name}(scoped global::System.ReadOnlySpan<{keyword}> values)"))
        {
            writer.Line($"if (values.Length != {name}Length)");
            writer.Line($"    {context.Global("SbeThrow")}.WrongCount(\"{member.Name}\", {name}Length, values.Length);");
            writer.Line($"for (var i = 0; i < {name}Length; i++) {member.Field}[i] = {context.Wire("values[i]", size)};");
        }

        writer.Line();
        Docs.Summary(writer, $"Copies all elements of {name}; throws when the destination is shorter.");
        using (writer.Block($"public readonly void Copy{name}To(scoped global::System.Span<{keyword}> destination)"))
        {
            writer.Line($"if (destination.Length < {name}Length)");
            writer.Line($"    {context.Global("SbeThrow")}.WrongCount(\"{member.Name}\", {name}Length, destination.Length);");
            var element = context.Wire($"{member.Field}[i]", size);
            writer.Line($"for (var i = 0; i < {name}Length; i++) destination[i] = {element};");
        }
    }
}
