using LatencyEngine.Sbe.Generation.VariableSize;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>
/// Emits plain records with the names and values of messages, for serializers: null for null, text as strings, arrays of
/// numbers as arrays. Enums, sets and composites are those of the namespace that has the codecs. Messages with groups have
/// none.
/// </summary>
internal static class EventEmitter
{
    private static readonly string[] Reserved =
        ["EqualityContract", "Equals", "GetHashCode", "PrintMembers", "ToString", "Clone", "GetType",
            "MemberwiseClone", "Finalize", "ReferenceEquals"];

    public static IEnumerable<GeneratedFile> Emit(GenerationContext context, string typesNamespace) =>
        context.Schema.Messages
            .Where(message => message.Groups.IsEmpty)
            .Select(message => Emit(context, typesNamespace, message));

    private static GeneratedFile Emit(GenerationContext context, string typesNamespace, Message message)
    {
        var name = context.Names.Of(message);
        var names = new NameScope([.. Reserved, name]);
        var writer = context.NewFile();
        Docs.Element(writer, context.Options, message, $"The event {message.Name}.", $"Template {message.Id}.");
        using (writer.Block($"public sealed record {name}"))
        {
            foreach (var member in new BlockPlan(context.Names.BlockOf(message), message).Stored)
                EmitProperty(context, writer, member, TypeOf(context, typesNamespace, member), names);
            if (!message.IsFixedSize)
                foreach (var data in new MessagePlan(context, message).Root.Sections.OfType<DataSection>())
                    EmitData(context, writer, data, names);
        }

        return new GeneratedFile(name + ".g.cs", writer.ToString());
    }

    private static void EmitProperty(
        GenerationContext context, CodeWriter writer, BlockMember member, string type, NameScope names)
    {
        var initial = type switch { "string" => " = \"\";", [.., '[', ']'] => " = [];", _ => "" };
        Docs.Element(writer, context.Options, member.Element, $"The field {member.Name}.", Docs.TypeOf(member.Type));
        writer.Line($"public {type} {names.Claim(member.Property, "Value")} {{ get; init; }}{initial}");
        writer.Line();
    }

    private static void EmitData(GenerationContext context, CodeWriter writer, DataSection data, NameScope names)
    {
        var (type, initial) = data.Form == TextForm.None ? ("byte[]", "[]") : ("string", "\"\"");
        Docs.Element(writer, context.Options, data.Element, $"The var data {data.Element.Name}.");
        writer.Line($"public {type} {names.Claim(data.Property, "Value")} {{ get; init; }} = {initial};");
        writer.Line();
    }

    private static string TypeOf(GenerationContext context, string typesNamespace, BlockMember member) => member.Kind switch
    {
        MemberKind.CharArray => "string",
        MemberKind.NumberArray => CSharpPrimitive.Keyword(member.Encoded.Primitive) + "[]",
        MemberKind.Number => CSharpPrimitive.Keyword(member.Encoded.Primitive) + Nullable(member),
        _ => $"global::{typesNamespace}.{context.Names.Of(member.Type)}" + Nullable(member),
    };

    private static string Nullable(BlockMember member) =>
        member is { IsOptional: true, Kind: MemberKind.Number or MemberKind.Enum } ? "?" : "";
}
