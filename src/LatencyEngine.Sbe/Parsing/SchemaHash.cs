using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// The content hash of a schema: SHA-256 over a canonical text of all that decides bytes and names. Types are
/// written once and referred to by name, so that the text grows with the schema's file and not with what it
/// expands to.
/// </summary>
internal static class SchemaHash
{
    public static string Of(MessageSchema schema)
    {
        var text = new StringBuilder();
        Line(text, $"schema {schema.Package} {schema.Id} {schema.Version} {schema.ByteOrder}");
        Line(text, $"header {schema.Header.Composite.Name}");
        foreach (var type in schema.Types) AddType(text, type);
        foreach (var message in schema.Messages)
        {
            Line(text, $"message {message.Id} {Versions(message)}");
            AddBlock(text, message);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void AddType(StringBuilder text, SchemaType type)
    {
        Line(text, $"{type.GetType().Name} {Versions(type)}");
        switch (type)
        {
            case EncodedType encoded: AddEncoded(text, encoded); break;
            case EnumType enumType: AddEnum(text, enumType); break;
            case SetType set: AddSet(text, set); break;
            case CompositeType composite: AddComposite(text, composite); break;
        }
    }

    private static void AddEncoded(StringBuilder text, EncodedType type)
    {
        Line(text, $"{type.Primitive} x{type.Length} {type.Presence} {type.CharacterEncoding}");
        Line(text, $"{type.NullValue.Bits} {type.MinValue.Bits} {type.MaxValue.Bits} "
            + $"{ConstantOf(type.Constant)}");
    }

    private static void AddEnum(StringBuilder text, EnumType type)
    {
        Line(text, $"{type.Encoding} {type.NullValue.Bits} {type.Presence}");
        foreach (var value in type.Values) Line(text, $"{Versions(value)} {value.Value.Bits}");
    }

    private static void AddSet(StringBuilder text, SetType type)
    {
        Line(text, $"{type.Encoding}");
        foreach (var choice in type.Choices) Line(text, $"{Versions(choice)} {choice.BitIndex}");
    }

    private static void AddComposite(StringBuilder text, CompositeType type)
    {
        foreach (var member in type.Members)
        {
            Line(text, $"{Versions(member)} @{member.Offset} {member.Presence} {member.Type.Name}");
            if (!member.IsReference) AddType(text, member.Type);
        }
        Line(text, "end");
    }

    private static void AddBlock(StringBuilder text, MessageBlock block)
    {
        Line(text, $"block {block.BlockLength}");
        foreach (var f in block.Fields)
            Line(text, $"field {f.Id} {Versions(f)} @{f.Offset} {f.Presence} {f.Type.Name} "
                + $"{ConstantOf(f.Constant)}");
        foreach (var group in block.Groups)
        {
            Line(text, $"group {group.Id} {Versions(group)} {group.Dimension.Composite.Name}");
            AddBlock(text, group);
        }
        foreach (var data in block.Data)
            Line(text, $"data {data.Id} {Versions(data)} {data.Encoding.Composite.Name}");
        Line(text, "end");
    }

    private static string Versions(SchemaElement element) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{element.Name} {element.SinceVersion} {element.DeprecatedSince ?? -1}");

    private static string ConstantOf(ConstantValue? constant) => constant is null
        ? "-"
        : string.Create(CultureInfo.InvariantCulture,
            $"={constant.Text}:{constant.Value.Bits}:{Convert.ToHexString(constant.Bytes.AsSpan())}");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
