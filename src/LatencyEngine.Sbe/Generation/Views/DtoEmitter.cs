using LatencyEngine.Sbe.Generation.Codec;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.Views;

/// <summary>
/// Emits an immutable record beside a message of fixed size, for tests and user interfaces: text as
/// strings, null for null, arrays as lists. Records allocate and are compared by value, except for their
/// lists.
/// </summary>
internal static class DtoEmitter
{
    private static readonly string[] Reserved =
        ["From", "ToMessage", "EqualityContract", "Equals", "GetHashCode", "PrintMembers", "ToString", "Clone",
            "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    public static GeneratedFile Emit(GenerationContext context, Message message)
    {
        var plan = new BlockPlan(context.Names.BlockOf(message), message);
        var name = plan.Name + "Dto";
        var names = new NameScope([.. Reserved, name]);
        var members = plan.Stored.Select(member => (Member: member, Name: names.Claim(member.Property, "Value"))).ToArray();
        var writer = context.NewFile();
        Docs.Element(writer, context.Options, message, $"The message {message.Name} as a record.", "Allocates.");
        context.Cold(writer, "records are for tests and user interfaces");
        using (writer.Block($"public sealed record {name}"))
        {
            foreach (var (member, property) in members) EmitProperty(context, writer, member, property);
            EmitFrom(context, writer, plan, members);
            EmitToMessage(context, writer, plan, members);
        }

        return new GeneratedFile(name + ".g.cs", writer.ToString());
    }

    /// <summary>Emits the property of a field.</summary>
    public static void EmitProperty(GenerationContext context, CodeWriter writer, BlockMember member, string property)
    {
        Docs.Element(writer, context.Options, member.Element, $"The field {member.Name}.", member.Facts);
        writer.Line($"public {TypeOf(context, member)} {property} {{ get; init; }}{Default(member)}");
        writer.Line();
    }

    private static string TypeOf(GenerationContext context, BlockMember member) => member.Kind switch
    {
        MemberKind.CharArray => "string",
        MemberKind.NumberArray => $"global::System.Collections.Generic.IReadOnlyList<{context.TypeOf(member.Type)}>",
        MemberKind.Set => context.TypeOf(member.Type),
        _ => context.TypeOf(member.Type) + (IsNullable(member) ? "?" : ""),
    };

    private static string Default(BlockMember member) => member.Kind switch
    {
        MemberKind.CharArray => " = \"\";",
        MemberKind.NumberArray => $" = new {CSharpPrimitive.Keyword(member.Encoded.Primitive)}[{member.Encoded.Length}];",
        _ => "",
    };

    private static bool IsNullable(BlockMember member) =>
        IsNullableComposite(member) || (member.IsOptional && member.Type is not CompositeType);

    private static bool IsNullableComposite(BlockMember member) =>
        member.IsOptional && member.Type is CompositeType composite && CompositeShape.CanBeNull(composite);

    private static void EmitFrom(
        GenerationContext context, CodeWriter writer, BlockPlan plan, (BlockMember Member, string Name)[] members)
    {
        var dto = context.Global(plan.Name + "Dto");
        Docs.Summary(writer, "The record of a message.");
        using (writer.Block($"public static {dto} From(in {context.Global(plan.Name)} message)"))
        {
            EmitArrays(context, writer, members.Select(entry => entry.Member));
            using (writer.Statement($"return new {dto}"))
                foreach (var (member, property) in members) writer.Line($"{property} = {Read(member)},");
        }

        writer.Line();
    }

    /// <summary>The expression that reads a field of the variable <c>message</c>, a block.</summary>
    public static string Read(BlockMember member) => member.Kind switch
    {
        MemberKind.CharArray => $"message.{member.Property}Text",
        MemberKind.NumberArray => $"array{member.Property}",
        _ when IsNullableComposite(member) =>
            $"message.{member.Property}.IsNull ? null : message.{member.Property}",
        _ => $"message.{member.Property}",
    };

    /// <summary>Emits the copies of arrays that <see cref="Read"/> takes.</summary>
    public static void EmitArrays(GenerationContext context, CodeWriter writer, IEnumerable<BlockMember> members)
    {
        foreach (var member in members.Where(member => member.Kind == MemberKind.NumberArray))
        {
            writer.Line($"var array{member.Property} = new {context.TypeOf(member.Type)}[{member.Encoded.Length}];");
            writer.Line($"message.Copy{member.Property}To(array{member.Property});");
        }
    }

    /// <summary>Emits the statements that store the fields in the variable <c>message</c>, a block.</summary>
    public static void EmitWrites(
        GenerationContext context, CodeWriter writer, IEnumerable<(BlockMember Member, string Name)> members)
    {
        foreach (var (member, property) in members)
        {
            if (member.Kind == MemberKind.NumberArray)
                writer.Line($"if ({property}.Count != {member.Encoded.Length}) {context.Global("SbeThrow")}.WrongCount("
                    + $"\"{member.Name}\", {member.Encoded.Length}, {property}.Count);");
            writer.Line(Write(context, member, property));
        }
    }

    private static void EmitToMessage(
        GenerationContext context, CodeWriter writer, BlockPlan plan, (BlockMember Member, string Name)[] members)
    {
        var type = context.Global(plan.Name);
        Docs.Summary(writer, "The message of a record; throws when a text or a list does not fit.");
        using var body = writer.Block($"public {type} ToMessage()");
        writer.Line($"var message = {type}.Create();");
        EmitWrites(context, writer, members);
        writer.Line("return message;");
    }

    private static string Write(GenerationContext context, BlockMember member, string property) => member.Kind switch
    {
        MemberKind.CharArray => $"message.{member.Property}Text = {property};",
        MemberKind.NumberArray =>
            $"for (var i = 0; i < {property}.Count; i++) message.Set{member.Property}(i, {property}[i]);",
        _ when IsNullableComposite(member) =>
            $"message.{member.Property} = {property} ?? {context.TypeOf(member.Type)}.Null;",
        _ => $"message.{member.Property} = {property};",
    };
}
