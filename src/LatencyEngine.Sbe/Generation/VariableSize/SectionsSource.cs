namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// The source of <c>SbeSections</c>: how the dimensions of groups and the lengths of var data are read and
/// written, once per composite of the schema, and what is thrown when they are wrong. Every read checks the
/// bounds first.
/// </summary>
internal static class SectionsSource
{
    public static GeneratedFile Emit(GenerationContext context, IEnumerable<MessagePlan> messages)
    {
        var sections = messages.SelectMany(message => message.Root.AllSections()).ToArray();
        var dimensions = sections.OfType<GroupSection>().Select(group => group.Group.Dimension);
        var encodings = sections.OfType<DataSection>().Select(data => data.Encoding);
        var writer = context.NewFile();
        EmitCursor(writer);
        writer.Line();
        Docs.Summary(writer, "Reads and writes what stands before the entries of a group and before the "
            + "bytes of var data.");
        using (writer.Block("internal static class SbeSections"))
        {
            foreach (var dimension in dimensions.DistinctBy(dimension => dimension.Composite.Name))
                DimensionSource.Emit(context, writer, dimension);
            foreach (var encoding in encodings.DistinctBy(encoding => encoding.Composite.Name))
                VarDataSource.Emit(context, writer, encoding);
            if (encodings.Any(encoding =>
                TextForms.FormOf(encoding) == TextForm.Latin1)) VarDataSource.EmitLatin1(writer);
            EmitFaults(context, writer);
        }

        return new GeneratedFile("SbeSections.g.cs", writer.ToString());
    }

    private static void EmitCursor(CodeWriter writer)
    {
        Docs.Summary(
            writer,
            "A fact about a message: the section of this index begins at this position. Decoders only ever "
                + "replace one "
            + "fact by another, so that reading out of order costs time and never truth.");
        using var body = writer.Block("internal struct SbeCursor");
        writer.Line("public long Position;");
        writer.Line();
        writer.Line("/// <summary>Where the section before begins; negative when that is not "
            + "known.</summary>");
        writer.Line("public long PreviousPosition;");
        writer.Line();
        writer.Line("public int Section;");
        writer.Line();
        writer.Line(Framework.Inlined);
        using var move = writer.Block("public void MoveTo(int section, long position, long "
            + "previousPosition)");
        writer.Line("Section = section;");
        writer.Line("Position = position;");
        writer.Line("PreviousPosition = previousPosition;");
    }

    /// <summary>
    /// The exceptions. They are not marked NoInlining: the JIT never inlines a method that only throws, but
    /// must look into it to know that the call does not return, and keeps registers free across the checks
    /// only then.
    /// </summary>
    private static void EmitFaults(GenerationContext context, CodeWriter writer)
    {
        Fault("Malformed", $"{context.Global("SbeStatus")} status, string section, long position",
            "IO.InvalidDataException", "$\"{section} at byte {position}: {status}\"");
        Fault("NoEntry", "string section, int index, int count",
            "ArgumentOutOfRangeException", "nameof(index), $\"{section} has {count} entries, but entry "
                + "{index} was asked for\"");
        Fault("WrongCount", "string section, int count, long min, long max",
            "ArgumentOutOfRangeException", "nameof(count), $\"{section} takes {min} to {max} entries, but "
                + "{count} were announced\"");
        Fault("TooLong", "string section, int length, long max",
            "ArgumentException", "$\"{section} holds {max} bytes, but the value has {length}\"");
        Fault("NotEncodable", "string section",
            "ArgumentException", "$\"{section} does not take text that its encoding lacks\"");
        Fault("NoSpace", "string section, long position, long needed, long length",
            "ArgumentException",
            "$\"{section} needs {needed} bytes at byte {position}, but the destination has {length}: see "
                + "ComputeEncodedLength\"");

        void Fault(string name, string parameters, string exception, string message)
        {
            context.Cold(writer, "the caller broke a rule, or the bytes did, and must stop");
            writer.Line("[global::System.Diagnostics.CodeAnalysis.DoesNotReturn]");
            writer.Line($"public static void {name}({parameters}) =>");
            writer.Line($"    throw new global::System.{exception}({message});");
            writer.Line();
        }
    }
}
