namespace LatencyEngine.Sbe.Generation.Support;

/// <summary>The source of <c>SbeJson</c>: values that Utf8JsonWriter cannot write as they are.</summary>
internal static class JsonSource
{
    private const string Text = """
        /// <summary>Writes text of any encoding; bytes that are no text become replacement characters.</summary>
        public static void WriteText(
            global::System.Text.Json.Utf8JsonWriter writer,
            global::System.ReadOnlySpan<byte> bytes,
            global::System.Text.Encoding encoding)
        {
            if (global::System.Text.Ascii.IsValid(bytes)) writer.WriteStringValue(bytes);
            else writer.WriteStringValue(encoding.GetString(bytes));
        }

        /// <summary>Writes one character as a string.</summary>
        public static void WriteChar(global::System.Text.Json.Utf8JsonWriter writer, byte value) =>
            WriteText(writer, new global::System.ReadOnlySpan<byte>(in value), global::System.Text.Encoding.Latin1);
        """;

    private const string Float = """

        /// <summary>Writes a number; NaN is null, and what JSON has no number for is a string.</summary>
        public static void WriteNumber(global::System.Text.Json.Utf8JsonWriter writer, FLOAT value)
        {
            if (FLOAT.IsNaN(value)) writer.WriteNullValue();
            else if (FLOAT.IsInfinity(value)) writer.WriteStringValue(value > 0 ? "Infinity"u8 : "-Infinity"u8);
            else writer.WriteNumberValue(value);
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
