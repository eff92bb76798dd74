using LatencyEngine.Sbe.Generation.Codec;
using LatencyEngine.Sbe.Generation.Members;
using LatencyEngine.Sbe.Generation.Support;
using LatencyEngine.Sbe.Generation.Views;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// Emits a struct whose memory is the SBE encoding: a composite, a message of fixed size, or the block of
/// a message or group that has more than its block.
/// </summary>
internal static class StructEmitter
{
    /// <summary>A composite: members only, because it never travels alone.</summary>
    public static GeneratedFile EmitComposite(GenerationContext context, CompositeType composite)
    {
        var plan = new BlockPlan(context.Names.Of(composite), composite);
        return Emit(context, plan, $"The composite {composite.Name}.", EmitConstants, writer =>
        {
            if (CompositeShape.CanBeNull(composite))
            {
                Section(writer, () => CompositeShape.EmitNull(context, writer, plan));
                Section(writer, () => CompositeShape.EmitAllNull(context, writer, plan));
            }

            if (plan.Newer.Any()) Section(writer, () => BlockCodec.EmitSetNewerToNull(context, writer, plan));
            if (CompositeShape.IsDecimal(composite)) Section(writer, () => DecimalView.Emit(context, writer, plan));
        });

        void EmitConstants(CodeWriter writer)
        {
            Docs.Summary(writer, "Bytes on the wire.");
            writer.Line($"public const int EncodedSize = {plan.SizeBytes};");
        }
    }

    /// <summary>The block of a message or group that has groups or data after it.</summary>
    public static GeneratedFile EmitBlock(GenerationContext context, MessageBlock block)
    {
        var plan = new BlockPlan(context.Names.BlockOf(block), block);
        return Emit(context, plan, $"The fields of {block.Name} that are always there.", EmitConstants, writer =>
        {
            Section(writer, () => BlockCodec.EmitDecode(context, writer, plan));
            Section(writer, () => BlockCodec.EmitReset(context, writer, plan));
        });

        void EmitConstants(CodeWriter writer)
        {
            Docs.Summary(writer, "Bytes that this version of the schema writes.");
            writer.Line($"public const int BlockLength = {plan.SizeBytes};");
        }
    }

    /// <summary>A message of fixed size: a block that also reads and writes its header.</summary>
    public static GeneratedFile EmitMessage(GenerationContext context, Message message)
    {
        var plan = new BlockPlan(context.Names.BlockOf(message), message);
        var implemented = MessageInterfaceSource.Of(context, plan.Name);
        return Emit(context, plan, $"The message {message.Name}.", EmitConstants, writer =>
        {
            Section(writer, () => MessageInterfaceSource.EmitAnswers(writer, implemented, message));
            Section(writer, () => MessageCodec.EmitHeader(context, writer, message));
            Section(writer, () => MessageCodec.EmitDecode(context, writer, plan));
            Section(writer, () => MessageCodec.EmitEncode(context, writer, plan));
            Section(writer, () => BlockCodec.EmitDecode(context, writer, plan));
            Section(writer, () => MessageView.Emit(context, writer, plan));
        }, implemented);

        void EmitConstants(CodeWriter writer) => MessageConstants(context, writer, message);
    }

    /// <summary>What identifies a message and how long it is.</summary>
    public static void MessageConstants(GenerationContext context, CodeWriter writer, Message message)
    {
        Constant("TemplateId", message.Id, "The message's number in its schema.");
        Constant("SchemaId", context.Schema.Id, "The schema's number.");
        Constant("SchemaVersion", context.Schema.Version, "The version of the schema that this code was generated from.");
        Constant("BlockLength", message.BlockLength, "Bytes of the block that this version writes.");
        if (message.IsFixedSize)
            Constant(
                "EncodedLength", context.Schema.Header.Size + message.BlockLength, "Bytes of header and block together.");

        void Constant(string name, int value, string summary)
        {
            Docs.Summary(writer, summary);
            writer.Line($"public const int {name} = {value};");
            writer.Line();
        }
    }

    private static GeneratedFile Emit(
        GenerationContext context, BlockPlan plan, string fallback, Action<CodeWriter> constants,
        Action<CodeWriter> codec, params string[] interfaces)
    {
        var writer = context.NewFile();
        Docs.Element(writer, context.Options, plan.Element, fallback, "The memory of a value is its encoding.");
        writer.Line("[global::System.Runtime.InteropServices.StructLayout("
            + "global::System.Runtime.InteropServices.LayoutKind.Explicit, Pack = 1, "
            + $"Size = {Math.Max(1, plan.SizeBytes)})]");
        string[] implemented = ["global::System.ISpanFormattable", .. interfaces];
        using (writer.Block($"public struct {plan.Name} : {string.Join(", ", implemented)}"))
        {
            constants(writer);
            Section(writer, () => EmitFields(context, writer, plan));
            Section(writer, () => BlockCodec.EmitCreate(context, writer, plan));
            foreach (var member in plan.Members) Section(writer, () => EmitMember(context, writer, member));
            codec(writer);
            Section(writer, () => BlockCodec.EmitAsBytes(writer, plan));
            Section(writer, () => JsonView.Emit(context, writer, plan));
            Section(writer, () => TextView.Emit(context, writer, plan));
        }

        return new GeneratedFile(plan.Name + ".g.cs", writer.ToString());
    }

    private static void Section(CodeWriter writer, Action emit)
    {
        writer.Line();
        emit();
    }

    private static void EmitFields(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        foreach (var member in plan.Stored)
        {
            var type = member.Kind is MemberKind.CharArray or MemberKind.NumberArray
                ? member.Property + "Storage"
                : context.TypeOf(member.Type);
            writer.Line($"[global::System.Runtime.InteropServices.FieldOffset({member.Offset})]");
            writer.Line($"private {type} {member.Field};");
        }
    }

    private static void EmitMember(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        switch (member.Kind)
        {
            case MemberKind.Number: NumberMember.Emit(context, writer, member); break;
            case MemberKind.NumberArray: NumberArrayMember.Emit(context, writer, member); break;
            case MemberKind.CharArray: CharArrayMember.Emit(context, writer, member); break;
            case MemberKind.Enum or MemberKind.Set: NamedValueMember.Emit(context, writer, member); break;
            case MemberKind.Composite: CompositeMemberEmitter.Emit(context, writer, member); break;
            case MemberKind.Constant: ConstantMember.Emit(context, writer, member); break;
            default: throw new InvalidOperationException($"no emitter for {member.Kind}");
        }
    }
}
