using LatencyEngine.Sbe.Schema;
using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits how var data of one composite are read, skipped and written, as bytes and as text.
/// </summary>
internal static class VarDataSource
{
    public static void Emit(GenerationContext context, CodeWriter writer, VarDataEncoding encoding)
    {
        EmitRead(context, writer, encoding);
        writer.Line();
        EmitSkip(context, writer, encoding);
        writer.Line();
        EmitWrite(context, writer, encoding);
        writer.Line();
        if (TextForms.FormOf(encoding) == TextForm.None) return;
        EmitWriteText(context, writer, encoding);
        writer.Line();
    }

    /// <summary>The last part of the names of the methods for this composite.</summary>
    public static string NameOf(GenerationContext context, VarDataEncoding encoding) =>
        context.Names.Of(encoding.Composite);

    /// <summary>
    /// Emits what .NET lacks: Latin-1 that refuses what it does not have, instead of writing question marks.
    /// </summary>
    public static void EmitLatin1(CodeWriter writer)
    {
        using (writer.Block(
            "private static global::System.Buffers.OperationStatus FromUtf16ToLatin1("
            + $"global::System.ReadOnlySpan<char> value, {Span} target, out int written)"))
        {
            writer.Line("written = 0;");
            writer.Line("if (value.Length > target.Length) return "
                + "global::System.Buffers.OperationStatus.DestinationTooSmall;");
            using (writer.Block("foreach (var character in value)"))
            {
                writer.Line("if (character > 0xFF) return "
                    + "global::System.Buffers.OperationStatus.InvalidData;");
                writer.Line("target[written++] = (byte)character;");
            }

            writer.Line();
            writer.Line("return global::System.Buffers.OperationStatus.Done;");
        }

        writer.Line();
    }

    private static EncodedType LengthOf(VarDataEncoding encoding) => (EncodedType)encoding.Length.Type;

    private static void EmitRead(GenerationContext context, CodeWriter writer, VarDataEncoding encoding)
    {
        Docs.Summary(writer, $"The bytes of {encoding.Composite.Name}, in place; throws when they are cut "
            + "off or too long.");
        writer.Line(Inlined);
        using var body = writer.Block(
            $"public static {Bytes} Read{NameOf(context, encoding)}("
            + "ref byte start, long length, long position, string section, out long end)");
        EmitChecks(context, writer, encoding, status =>
            $"Malformed({context.Global("SbeStatus")}.{status}, section, position);");
        writer.Line($"return {Marshal}.CreateReadOnlySpan(ref {Unsafe}.Add(ref start, (nint)first), "
            + "(int)stated);");
    }

    private static void EmitSkip(GenerationContext context, CodeWriter writer, VarDataEncoding encoding)
    {
        var status = context.Global("SbeStatus");
        Docs.Summary(writer, $"Moves past {encoding.Composite.Name}, and says why it is refused.");
        using var body = writer.Block(
            $"public static {status} Skip{NameOf(context, encoding)}(ref byte start, long length, ref long "
                + "position)");
        writer.Line("long end;");
        EmitChecks(context, writer, encoding, reason => $"return {status}.{reason};");
        writer.Line("position = end;");
        writer.Line($"return {status}.Ok;");
    }

    private static void EmitChecks(
        GenerationContext context, CodeWriter writer, VarDataEncoding encoding, Func<string, string> fail)
    {
        var (primitive, offset) = (LengthOf(encoding).Primitive, encoding.Length.Offset);
        var at = $"ref {Unsafe}.Add(ref start, (nint)position{(offset == 0 ? "" : $" + {offset}")})";
        var read = $"{Unsafe}.ReadUnaligned<{CSharpPrimitive.Keyword(primitive)}>({at})";
        writer.Line($"var first = position + {encoding.Size};");
        writer.Line($"if (first > length) {fail("BufferTooShort")}");
        writer.Line($"var stated = (long){context.Wire(read, primitive.Size)};");
        writer.Line($"if ((ulong)stated > {Math.Min(encoding.MaxLength, int.MaxValue)}) "
            + $"{fail("DataTooLong")}");
        writer.Line("end = first + stated;");
        writer.Line($"if (end > length) {fail("BufferTooShort")}");
    }

    private static void EmitWrite(GenerationContext context, CodeWriter writer, VarDataEncoding encoding)
    {
        Docs.Summary(writer, $"Writes {encoding.Composite.Name} and returns where it ends; throws when it "
            + "does not fit.");
        writer.Line(Inlined);
        using var body = writer.Block(
            $"public static long Write{NameOf(context, encoding)}("
            + $"ref byte start, long length, long position, scoped {Bytes} value, string section)");
        if (encoding.MaxLength < int.MaxValue)
            writer.Line($"if (value.Length > {encoding.MaxLength}) TooLong(section, value.Length, "
                + $"{encoding.MaxLength});");
        writer.Line($"var first = position + {encoding.Size};");
        writer.Line("var end = first + (uint)value.Length;");
        writer.Line("if (end > length) NoSpace(section, position, end - position, length);");
        EmitLength(context, writer, encoding, "value.Length");
        writer.Line($"{Unsafe}.CopyBlockUnaligned(");
        writer.Line($"    ref {Unsafe}.Add(ref start, (nint)first), ref {Marshal}.GetReference(value), "
            + "(uint)value.Length);");
        writer.Line("return end;");
    }

    private static void EmitLength(
        GenerationContext context, CodeWriter writer, VarDataEncoding encoding, string value)
    {
        var (primitive, offset) = (LengthOf(encoding).Primitive, encoding.Length.Offset);
        var number = context.Wire($"({CSharpPrimitive.Keyword(primitive)}){value}", primitive.Size);
        if (encoding.Size > primitive.Size)
            writer.Line($"{Unsafe}.InitBlockUnaligned(ref {Unsafe}.Add(ref start, (nint)position), 0, "
                + $"{encoding.Size});");
        writer.Line($"{Unsafe}.WriteUnaligned(ref {Unsafe}.Add(ref start, "
            + $"(nint)position{(offset == 0 ? "" : $" + {offset}")}), {number});");
    }

    private static void EmitWriteText(GenerationContext context, CodeWriter writer, VarDataEncoding encoding)
    {
        Docs.Summary(
            writer,
            $"Encodes text into {encoding.Composite.Name} in place and returns where it ends; throws when "
                + "it does not fit, "
            + "or has characters that the encoding lacks.");
        using var body = writer.Block(
            $"public static long Write{NameOf(context, encoding)}("
            + "ref byte start, long length, long position, scoped global::System.ReadOnlySpan<char> value, "
            + "string section)");
        writer.Line($"var first = position + {encoding.Size};");
        writer.Line("if (first > length) NoSpace(section, position, first - position, length);");
        var max = Math.Min(encoding.MaxLength, int.MaxValue);
        writer.Line($"var space = (int)global::System.Math.Min(length - first, {max});");
        writer.Line($"var target = {Marshal}.CreateSpan(ref {Unsafe}.Add(ref start, (nint)first), space);");
        writer.Line($"var outcome = {Encoder(encoding)};");
        using (writer.Block("if (outcome == global::System.Buffers.OperationStatus.DestinationTooSmall)"))
        {
            writer.Line($"if (space == {max}) TooLong(section, value.Length, {max});");
            writer.Line($"NoSpace(section, position, {encoding.Size} + (long)value.Length, length);");
        }

        writer.Line();
        writer.Line("if (outcome != global::System.Buffers.OperationStatus.Done) NotEncodable(section);");
        EmitLength(context, writer, encoding, "written");
        writer.Line("return first + written;");
    }

    private static string Encoder(VarDataEncoding encoding) => TextForms.FormOf(encoding) switch
    {
        TextForm.Utf8 => "global::System.Text.Unicode.Utf8.FromUtf16("
            + "value, target, out _, out var written, replaceInvalidSequences: false)",
        TextForm.Latin1 => "FromUtf16ToLatin1(value, target, out var written)",
        _ => "global::System.Text.Ascii.FromUtf16(value, target, out var written)",
    };
}
