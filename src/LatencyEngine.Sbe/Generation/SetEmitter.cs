using LatencyEngine.Sbe.Generation.Views;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// Emits a set as a [Flags] enum of the schema's width, and beside it the bits and their names.
/// </summary>
internal static class SetEmitter
{
    public static GeneratedFile Emit(GenerationContext context, SetType type)
    {
        var writer = context.NewFile();
        var name = context.Names.Of(type);
        var members = new NameScope([]);
        var choices = type.Choices
            .Select(choice => (Choice: choice, Name: members.Claim(Naming.Pascal(choice.Name), "Choice")))
            .ToArray();
        EmitEnum(context, writer, type, name, choices);
        writer.Line();
        EmitEncoding(context, writer, type, name, choices);
        return new GeneratedFile(name + ".g.cs", writer.ToString());
    }

    private static void EmitEnum(
        GenerationContext context, CodeWriter writer, SetType type, string name, (SetChoice Choice, string Name)[] choices)
    {
        Docs.Element(writer, context.Options, type, $"The set {type.Name}.", $"Encoded as {type.Encoding}.");
        writer.Line("[global::System.Flags]");
        using var body = writer.Block($"public enum {name} : {CSharpPrimitive.Keyword(type.Encoding)}");
        if (choices.All(choice => choice.Name != "None"))
        {
            Docs.Summary(writer, "The empty set.");
            writer.Line("None = 0,");
        }

        foreach (var (choice, choiceName) in choices)
        {
            Docs.Element(writer, context.Options, choice, $"{choice.Name}, bit {choice.BitIndex}.");
            writer.Line($"{choiceName} = 0x{choice.Mask:X}{Suffix(type)},");
        }
    }

    private static void EmitEncoding(
        GenerationContext context, CodeWriter writer, SetType type, string name, (SetChoice Choice, string Name)[] choices)
    {
        var setName = context.Global(name);
        Docs.Summary(writer, $"The known bits of {name} and their names.");
        using var body = writer.Block($"public static class {name}Encoding");
        Docs.Summary(writer, "All bits that this version of the schema gives a name.");
        writer.Line($"public const {setName} KnownBits = ({setName})0x{type.KnownBits:X}{Suffix(type)};");
        writer.Line();
        Docs.Summary(writer, "The schema's name of one bit (0 is the least significant), in UTF-8; empty without a name.");
        using (writer.Statement("public static global::System.ReadOnlySpan<byte> NameOf(int bitIndex) => bitIndex switch"))
        {
            foreach (var (choice, _) in choices) writer.Line($"{choice.BitIndex} => \"{choice.Name}\"u8,");
            writer.Line("_ => default,");
        }

        writer.Line();
        JsonView.EmitSet(context, writer, setName, choices);
        writer.Line();
        TextView.EmitSet(context, writer, setName);
    }

    private static string Suffix(SetType type) => type.Encoding.Size switch { 8 => "UL", 4 => "U", _ => "" };
}
