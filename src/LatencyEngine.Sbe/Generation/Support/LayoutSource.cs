namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>
/// The source of the records that describe messages to code that works from tables: where each field is and how it is
/// stored. Cold, as everything that reads them.
/// </summary>
internal static class LayoutSource
{
    public const string Kind = "SbeFieldKind";
    public const string Field = "SbeFieldLayout";
    public const string Data = "SbeDataLayout";
    public const string Message = "SbeMessageLayout";

    private const string Reason = "descriptions are for tools and files";

    public static void Emit(GenerationContext context, CodeWriter writer)
    {
        EmitKind(writer);
        writer.Line();
        Docs.Summary(writer, "A field of a message's block. Sizes and offsets are in bytes, the offset from the start of the "
            + "block; the null bits are those of an optional integer, sign-extended.");
        EmitRecord(context, writer, Field, $"string Name, {Kind} Kind, int Offset, int Size, bool IsSigned, "
            + "bool IsOptional, ulong NullBits, int SinceVersion");
        writer.Line();
        Docs.Summary(writer, "Var data of a message: a length of so many bytes, then as many bytes as it says.");
        EmitRecord(context, writer, Data, "string Name, int LengthSize, long MaxLength, bool IsUtf8, int SinceVersion");
        writer.Line();
        Docs.Summary(writer, "A message: the fields of its block in the order of the schema, constants left out, and the var "
            + "data after it. Groups are only told of.");
        EmitRecord(context, writer, Message,
            $"string Name, int TemplateId, int BlockLength, {Field}[] Fields, bool HasGroups, {Data}[] Data");
    }

    private static void EmitKind(CodeWriter writer)
    {
        Docs.Summary(writer, "How a field is stored.");
        using var body = writer.Block($"public enum {Kind} : byte");
        foreach (var (name, summary) in ((string, string)[])
            [
                ("Integer", "A number, an enum or a set."),
                ("FloatingPoint", "A float or a double."),
                ("Text", "Characters of a byte each, filled up with zeros."),
                ("Bytes", "An array of bytes that are no text."),
                ("Array", "An array of other numbers."),
                ("Composite", "A composite, whose members are not described."),
            ])
        {
            Docs.Summary(writer, summary);
            writer.Line($"{name},");
        }
    }

    private static void EmitRecord(GenerationContext context, CodeWriter writer, string name, string parameters)
    {
        context.Cold(writer, Reason);
        writer.Line($"public sealed record {name}({parameters});");
    }
}
