namespace LatencyEngine.Sbe.Generation.Members;

/// <summary>
/// Emits fixed text: a view of its bytes without the padding, setters that pad with NUL and refuse what
/// is too long, and a string view for cold code.
/// </summary>
internal static class CharArrayMember
{
    private const int MaxStackBytes = 512;

    public static void Emit(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        Docs.Summary(writer, $"The most bytes that {member.Property} holds.");
        writer.Line($"public const int {member.Property}Length = {member.Encoded.Length};");
        writer.Line();
        EmitBytes(context, writer, member);
        EmitTry(context, writer, member);
        EmitText(context, writer, member);
        writer.Line();
        NumberArrayMember.Storage(writer, member, "byte");
    }

    /// <summary>The .NET encoding of the text. ASCII and UTF-8 differ only in what they refuse.</summary>
    public static string EncodingOf(string? characterEncoding) => characterEncoding?.Trim().ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => "global::System.Text.Encoding.UTF8",
        "ISO-8859-1" or "LATIN1" or "ISO8859_1" or "8859_1" => "global::System.Text.Encoding.Latin1",
        _ => "global::System.Text.Encoding.ASCII",
    };

    private static void EmitBytes(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        const string Bytes = "global::System.ReadOnlySpan<byte>";
        var name = member.Property;
        Docs.Summary(writer, $"{name} as it is on the wire, padding included.");
        writer.Line(Framework.UnscopedRef);
        writer.Line($"public readonly {Bytes} {name}Raw => {member.Field};");
        writer.Line();
        Docs.Element(
            writer, context.Options, member.Element, $"The field {member.Name}.",
            [.. member.Facts, "Without trailing NULs; setting pads with NUL and throws when the value is too long."]);
        writer.Line(Framework.UnscopedRef);
        using (writer.Block($"public {Bytes} {name}"))
        {
            writer.Line($"readonly get => global::System.MemoryExtensions.TrimEnd(({Bytes}){member.Field}, (byte)0);");
            using (writer.Block("set"))
            {
                writer.Line($"if (!TrySet{name}(value))");
                writer.Line($"    {context.Global("SbeThrow")}.TooLong(\"{member.Name}\", {name}Length, value.Length);");
            }
        }

        writer.Line();
    }

    private static void EmitTry(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var name = member.Property;
        Docs.Summary(writer, $"Sets {name} and pads it with NUL; false, and nothing changes, when the value is too long.");
        using (writer.Block($"public bool TrySet{name}(scoped global::System.ReadOnlySpan<byte> value)"))
        {
            writer.Line($"if (value.Length > {name}Length) return false;");
            writer.Line($"global::System.Span<byte> target = {member.Field};");
            writer.Line("target.Clear();");
            writer.Line("value.CopyTo(target);");
            writer.Line("return true;");
        }

        writer.Line();
        Docs.Summary(writer, $"Sets {name}; false, and nothing changes, when the text does not fit or cannot be encoded.");
        context.Cold(writer, "encodes text");
        using (writer.Block($"public bool TrySet{name}(scoped global::System.ReadOnlySpan<char> value)"))
        {
            var space = member.Encoded.Length <= MaxStackBytes ? "stackalloc" : "new";
            writer.Line($"global::System.Span<byte> bytes = {space} byte[{name}Length];");
            writer.Line($"return {context.Global("SbeText")}.TryEncode("
                + $"{EncodingOf(member.Encoded.CharacterEncoding)}, value, bytes, out var length)");
            writer.Line($"    && TrySet{name}(bytes[..length]);");
        }

        writer.Line();
    }

    private static void EmitText(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var name = member.Property;
        Docs.Summary(writer, $"{name} as a string. Allocates. Setting throws what TrySet{name} refuses.");
        context.Cold(writer, "strings allocate");
        using var body = writer.Block($"public string {name}Text");
        writer.Line($"readonly get => {EncodingOf(member.Encoded.CharacterEncoding)}.GetString({name});");
        using var setter = writer.Block("set");
        writer.Line($"if (!TrySet{name}(global::System.MemoryExtensions.AsSpan(value)))");
        writer.Line($"    {context.Global("SbeThrow")}.TooLong(\"{member.Name}\", {name}Length, value.Length);");
    }
}
