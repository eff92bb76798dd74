using LatencyEngine.Sbe.Generation.Codec;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>
/// The files that every generated namespace gets besides its schema's own types. They exist so that
/// generated code needs no runtime library.
/// </summary>
internal static class SupportFiles
{
    public static IEnumerable<GeneratedFile> Emit(GenerationContext context)
    {
        yield return File(context, "SbeStatus", StatusSource.Emit);
        yield return File(context, MessageInterfaceSource.Name, MessageInterfaceSource.Emit);
        yield return File(context, "SbeWire", writer => WireSource.Emit(context, writer, UsesFloats(context.Schema)));
        yield return File(context, "SbeThrow", writer => ThrowSource.Emit(context, writer));
        yield return File(context, "SbeText", writer => TextSource.Emit(context, writer));
        yield return File(context, "SbeJson", writer => JsonSource.Emit(context, writer, UsesFloats(context.Schema)));
        yield return File(context, "SbeLayout", writer => LayoutSource.Emit(context, writer));
        if (context.Schema.Types.Any(HasDecimal))
            yield return File(context, "SbeDecimal", writer => DecimalSource.Emit(context, writer));
    }

    /// <summary>
    /// Whether any value is a float or a double: rooms that count in integers want none in signatures.
    /// </summary>
    private static bool UsesFloats(MessageSchema schema) =>
        schema.Types.Any(UsesFloats) || schema.Messages.Any(UsesFloats);

    private static bool UsesFloats(MessageBlock block) =>
        block.Fields.Any(field => UsesFloats(field.Type)) || block.Groups.Any(UsesFloats);

    private static bool UsesFloats(SchemaType type) => type switch
    {
        EncodedType encoded => encoded.Primitive.IsFloatingPoint,
        CompositeType composite => composite.Members.Any(member => UsesFloats(member.Type)),
        _ => false,
    };

    private static bool HasDecimal(SchemaType type) =>
        type is CompositeType composite
        && (CompositeShape.IsDecimal(composite) || composite.Members.Any(member => HasDecimal(member.Type)));

    private static GeneratedFile File(GenerationContext context, string name, Action<CodeWriter> emit)
    {
        var writer = context.NewFile();
        emit(writer);
        return new GeneratedFile(name + ".g.cs", writer.ToString());
    }
}
