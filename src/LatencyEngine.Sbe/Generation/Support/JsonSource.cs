namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>The source of <c>SbeJson</c>: values that Utf8JsonWriter cannot write as they are.</summary>
internal static class JsonSource
{
    private const string Text = """
        /// <summary>Writes text; bytes that are no text of the encoding become {"bytes": "hex"}, so that none is lost.</summary>
        public static void WriteText(
            global::System.Text.Json.Utf8JsonWriter writer,
            global::System.ReadOnlySpan<byte> bytes,
            global::System.Text.Encoding encoding)
        {
            var isUtf8 = encoding == global::System.Text.Encoding.UTF8 && global::System.Text.Unicode.Utf8.IsValid(bytes);
            if (isUtf8 || global::System.Text.Ascii.IsValid(bytes)) writer.WriteStringValue(bytes);
            else if (encoding == global::System.Text.Encoding.Latin1) writer.WriteStringValue(encoding.GetString(bytes));
            else WriteBytes(writer, bytes);
        }

        private static void WriteBytes(
            global::System.Text.Json.Utf8JsonWriter writer, global::System.ReadOnlySpan<byte> bytes)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("bytes"u8);
            WriteHex(writer, bytes);
            writer.WriteEndObject();
        }

        /// <summary>Writes bytes as a string of lower-case hex.</summary>
        public static void WriteHex(
            global::System.Text.Json.Utf8JsonWriter writer, global::System.ReadOnlySpan<byte> bytes) =>
            writer.WriteStringValue(global::System.Convert.ToHexStringLower(bytes));

        /// <summary>Writes one character as a string; NUL is the empty one.</summary>
        public static void WriteChar(
            global::System.Text.Json.Utf8JsonWriter writer, byte value, global::System.Text.Encoding encoding) =>
            WriteText(writer, value == 0 ? default : new global::System.ReadOnlySpan<byte>(in value), encoding);
        """;

    private const string Float = """

        /// <summary>Writes a number. JSON has no NaN, which is null where that is the schema's, and no infinity.</summary>
        public static void WriteNumber(global::System.Text.Json.Utf8JsonWriter writer, FLOAT value, bool isNaNNull)
        {
            if (FLOAT.IsFinite(value)) writer.WriteNumberValue(value);
            else if (!FLOAT.IsNaN(value)) writer.WriteStringValue(value > 0 ? "Infinity"u8 : "-Infinity"u8);
            else if (isNaNNull) writer.WriteNullValue();
            else writer.WriteStringValue("NaN"u8);
        }
        """;

    public static void Emit(GenerationContext context, CodeWriter writer, bool hasFloats)
    {
        Docs.Summary(writer, "Values of a message as JSON.");
        context.Cold(writer, "JSON is for people and files");
        using var body = writer.Block("internal static class SbeJson");
        writer.Line(Text);
        if (!hasFloats) return;
        writer.Line(Float.Replace("FLOAT", "float", StringComparison.Ordinal));
        writer.Line(Float.Replace("FLOAT", "double", StringComparison.Ordinal));
    }
}
