using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// The encodings of var data that generated code turns into strings. All others stay bytes.
/// </summary>
internal enum TextForm
{
    None,
    Ascii,
    Utf8,
    Latin1,
}

/// <summary>Finds the <see cref="TextForm"/> of var data, and what .NET calls it.</summary>
internal static class TextForms
{
    public static TextForm FormOf(VarDataEncoding encoding)
    {
        if (!encoding.IsText) return TextForm.None;
        return encoding.CharacterEncoding?.Trim().ToUpperInvariant() switch
        {
            null or "" or "ASCII" or "US-ASCII" => TextForm.Ascii,
            "UTF-8" or "UTF8" => TextForm.Utf8,
            "ISO-8859-1" or "ISO8859_1" or "8859_1" or "LATIN1" => TextForm.Latin1,
            _ => TextForm.None,
        };
    }

    /// <summary>The .NET encoding as an expression.</summary>
    public static string Expression(TextForm form) => "global::System.Text.Encoding." + form switch
    {
        TextForm.Utf8 => "UTF8",
        TextForm.Latin1 => "Latin1",
        _ => "ASCII",
    };
}
