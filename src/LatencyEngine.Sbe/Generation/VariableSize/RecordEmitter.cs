using LatencyEngine.Sbe.Generation.Views;
using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits immutable records of messages and of their entries, for tests and user interfaces: fields as in
/// records of fixed size, groups as lists of records, text as strings, other var data as bytes.
/// </summary>
internal static class RecordEmitter
{
    private static readonly string[] Reserved =
        ["DecodeFrom", "EncodeInto", "From", "WriteTo", "EqualityContract", "Equals", "GetHashCode",
            "PrintMembers",
            "ToString", "Clone", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    public static GeneratedFile EmitMessage(GenerationContext context, MessagePlan message)
    {
        var record = new RecordPlan(message.TypeName, message.Root, Reserved);
        return Emit(context, record, $"The message {message.Message.Name} as a record.", writer =>
        {
            EmitDecodeFrom(context, writer, message);
            EmitFrom(context, writer, record, context.Global(message.DecoderName));
            EmitEncodeInto(context, writer, message, record);
        });
    }

    public static GeneratedFile EmitEntry(GenerationContext context, GroupSection group)
    {
        var record = new RecordPlan(group.TypeName, group.Entry, Reserved);
        return Emit(context, record, $"An entry of {group.Path} as a record.", writer =>
        {
            EmitFrom(context, writer, record, context.Global(group.DecoderName) + ".Entry");
            EmitWriteTo(context, writer, group, record);
        });
    }

    private static GeneratedFile Emit(
        GenerationContext context, RecordPlan record, string summary, Action<CodeWriter> methods)
    {
        var writer = context.NewFile();
        Docs.Element(writer, context.Options, record.Owner.Block, summary, summary, "Allocates.");
        context.Cold(writer, "records are for tests and user interfaces");
        using (writer.Block($"public sealed record {record.Name}"))
        {
            foreach (var (member, property) in record.Fields)
                DtoEmitter.EmitProperty(context, writer, member, property);
            foreach (var (section, property) in record.Sections)
                EmitSection(context, writer, section, property);
            methods(writer);
        }

        return new GeneratedFile(record.Name + ".g.cs", writer.ToString());
    }

    private static void EmitSection(
        GenerationContext context, CodeWriter writer, Section section, string property)
    {
        if (section is GroupSection group) SectionProperty.DocumentGroup(context, writer, group);
        if (section is DataSection data) SectionProperty.DocumentData(context, writer, data);
        writer.Line(section switch
        {
            GroupSection entries => "public global::System.Collections.Generic.IReadOnlyList<"
                + $"{context.Global(entries.TypeName)}Dto> {property} {{ get; init; }} = [];",
            DataSection { Form: TextForm.None } => $"public global::System.ReadOnlyMemory<byte> {property} "
                + $"{{ get; init; }}",
            _ => $"public string {property} {{ get; init; }} = \"\";",
        });
        writer.Line();
    }

    private static void EmitDecodeFrom(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var (status, decoder) = (context.Global("SbeStatus"), context.Global(message.DecoderName));
        var dto = context.Global(message.TypeName + "Dto");
        Docs.Summary(writer, "Reads a message with its header; null when it is refused, which the status "
            + "explains.");
        using (writer.Block($"public static {dto}? DecodeFrom({Bytes} source, out {status} status)"))
        {
            writer.Line($"status = {decoder}.Validate(source, out _);");
            writer.Line($"if (status != {status}.Ok || !{decoder}.TryWrap(source, out var message, out "
                + "status)) return null;");
            writer.Line("return From(message);");
        }

        writer.Line();
    }

    private static void EmitFrom(
        GenerationContext context, CodeWriter writer, RecordPlan record, string decoder)
    {
        var dto = context.Global(record.Name);
        using (writer.Block($"internal static {dto} From(scoped {decoder} source)"))
        {
            if (record.Fields.Count > 0) writer.Line("var message = source.CopyBlock();");
            DtoEmitter.EmitArrays(context, writer, record.Fields.Select(field => field.Member));
            foreach (var (section, _) in record.Sections) EmitList(context, writer, section);
            using (writer.Statement($"return new {dto}"))
            {
                foreach (var (member, property) in record.Fields) writer.Line($"{property} = "
                    + $"{DtoEmitter.Read(member)},");
                foreach (var (section, property) in record.Sections) writer.Line($"{property} = "
                    + $"{Read(section)},");
            }
        }

        writer.Line();
    }

    private static void EmitList(GenerationContext context, CodeWriter writer, Section section)
    {
        if (section is not GroupSection group) return;
        var dto = context.Global(group.TypeName) + "Dto";
        writer.Line($"var list{group.Index} = new global::System.Collections.Generic.List<{dto}>();");
        writer.Line($"foreach (var entry in source.{group.Property}) "
            + $"list{group.Index}.Add({dto}.From(entry));");
    }

    private static string Read(Section section) => section switch
    {
        GroupSection group => $"list{group.Index}",
        DataSection { Form: TextForm.None } data => $"source.{data.Property}.ToArray()",
        _ => $"source.{section.Property}Text",
    };

    private static void EmitEncodeInto(
        GenerationContext context, CodeWriter writer, MessagePlan message, RecordPlan record)
    {
        Docs.Summary(writer, "Writes the message with its header and returns its length; throws what the "
            + "encoder throws.");
        using var body = writer.Block($"public int EncodeInto({Span} destination)");
        writer.Line($"var encoder = {context.Global(message.EncoderName)}.Wrap(destination);");
        if (record.Fields.Count > 0) writer.Line("ref var message = ref encoder.Block;");
        EmitWrites(context, writer, record, "encoder");
        writer.Line("return encoder.Complete();");
    }

    private static void EmitWriteTo(
        GenerationContext context, CodeWriter writer, GroupSection group, RecordPlan record)
    {
        using var body = writer.Block($"internal void WriteTo(ref {context.Global(group.EncoderName)} "
            + "encoder)");
        writer.Line(record.Fields.Count > 0 ? "ref var message = ref encoder.Next();" : "encoder.Next();");
        EmitWrites(context, writer, record, "encoder");
    }

    private static void EmitWrites(
        GenerationContext context, CodeWriter writer, RecordPlan record, string encoder)
    {
        DtoEmitter.EmitWrites(context, writer, record.Fields);
        foreach (var (section, property) in record.Sections)
        {
            if (section is not GroupSection)
            {
                writer.Line($"{encoder}.{section.Property}("
                    + $"{property}{(section is DataSection { Form: TextForm.None } ? ".Span" : "")});");
                continue;
            }

            writer.Line($"ref var group{section.Index} = ref "
                + $"{encoder}.{section.Property}({property}.Count);");
            writer.Line($"foreach (var entry in {property}) entry.WriteTo(ref group{section.Index});");
        }
    }

    /// <summary>The properties of one record, with their names.</summary>
    private sealed class RecordPlan
    {
        public RecordPlan(string typeName, SectionOwner owner, string[] reserved)
        {
            Name = typeName + "Dto";
            Owner = owner;
            var names = new NameScope([.. reserved, Name]);
            Fields = [.. owner.Plan.Stored.Select(member => (member, names.Claim(member.Property, "Value")))];
            Sections =
                [.. owner.Sections.Select(section => (section, names.Claim(section.Property, "Section")))];
        }

        public string Name { get; }

        public SectionOwner Owner { get; }

        public IReadOnlyList<(BlockMember Member, string Name)> Fields { get; }

        public IReadOnlyList<(Section Section, string Name)> Sections { get; }
    }
}
