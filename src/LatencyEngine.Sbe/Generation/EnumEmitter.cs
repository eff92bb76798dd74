using LatencyEngine.Sbe.Generation.Views;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// Emits an enum of the schema's width, and beside it a class with what C# enums cannot hold: the null
/// value, which would pollute the enum, and the names. Values that the schema does not list survive as
/// numbers.
/// </summary>
internal static class EnumEmitter
{
    public static GeneratedFile Emit(GenerationContext context, EnumType type)
    {
        var writer = context.NewFile();
        var name = context.Names.Of(type);
        var members = new NameScope([]);
        var values = type.Values.Select(value => (Value: value, Name: members.Claim(Naming.Pascal(value.Name), "Value")));
        var named = values.ToArray();
        EmitEnum(context, writer, type, name, named);
        writer.Line();
        EmitEncoding(context, writer, type, name, named);
        return new GeneratedFile(name + ".g.cs", writer.ToString());
    }

    private static void EmitEnum(
        GenerationContext context, CodeWriter writer, EnumType type, string name, (EnumValue Value, string Name)[] values)
    {
        Docs.Element(writer, context.Options, type, $"The enum {type.Name}.", $"Encoded as {type.Encoding}.");
        using var body = writer.Block($"public enum {name} : {CSharpPrimitive.Keyword(type.Encoding)}");
        foreach (var (value, valueName) in values)
        {
            Docs.Element(writer, context.Options, value, $"{value.Name}, encoded as {value.Value}.");
            writer.Line($"{valueName} = {CSharpPrimitive.Literal(value.Value)},");
        }
    }

    private static void EmitEncoding(
        GenerationContext context, CodeWriter writer, EnumType type, string name, (EnumValue Value, string Name)[] values)
    {
        var enumName = context.Global(name);
        Docs.Summary(writer, $"The null value and the names of {name}.");
        using var body = writer.Block($"public static class {name}Encoding");
        Docs.Summary(writer, "What an optional field holds when it is null.");
        writer.Line($"public const {enumName} NullValue = ({enumName}){Cast(CSharpPrimitive.Literal(type.NullValue))};");
        writer.Line();
        Docs.Summary(writer, "Whether this version of the schema lists the value.");
        var patterns = string.Join(" or ", values.Select(value => $"{enumName}.{value.Name}"));
        writer.Line($"public static bool IsKnown({enumName} value) =>");
        writer.Line(values.Length == 0 ? "    false;" : $"    value is {patterns};");
        writer.Line();
        EmitName(writer, enumName, values);
        writer.Line();
        JsonView.EmitEnum(context, writer, enumName, type);
    }

    private static void EmitName(CodeWriter writer, string enumName, (EnumValue Value, string Name)[] values)
    {
        Docs.Summary(writer, "The schema's name of the value, in UTF-8; empty for a value that the schema does not list.");
        using (writer.Statement($"public static global::System.ReadOnlySpan<byte> NameOf({enumName} value) => value switch"))
        {
            foreach (var (value, name) in values) writer.Line($"{enumName}.{name} => \"{value.Name}\"u8,");
            writer.Line("_ => default,");
        }
    }

    private static string Cast(string literal) => literal.StartsWith('-') ? $"({literal})" : literal;
}
