using System.Security;
using System.Text.Json;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary>Reads what the command line names; whatever is wrong with it is refused by name.</summary>
internal static class InputFile
{
    private const string StandardInput = "-";
    private const int JsonDepthMax = 256;

    /// <summary>The schema, or a refusal that lists every error with its line.</summary>
    public static MessageSchema ReadSchema(string path)
    {
        var result = SchemaReader.ReadFile(path);
        if (result.Schema is { } schema) return schema;
        throw new InputRefusedException(
            $"'{path}' is no usable SBE schema:\n" + string.Join('\n', result.Errors));
    }

    /// <summary>All bytes of a file, or of standard input for <c>-</c>.</summary>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            if (path != StandardInput) return File.ReadAllBytes(path);
            using var input = Console.OpenStandardInput();
            using var content = new MemoryStream();
            input.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (IsFileTrouble(e))
        {
            throw new InputRefusedException($"cannot read '{path}': {e.Message}");
        }
    }

    public static void WriteBytes(string path, byte[] content)
    {
        try
        {
            File.WriteAllBytes(path, content);
        }
        catch (Exception e) when (IsFileTrouble(e))
        {
            throw new InputRefusedException($"cannot write '{path}': {e.Message}");
        }
    }

    /// <summary>
    /// Every JSON value of a file, one after the other; a name given twice in one object is refused.
    /// </summary>
    public static List<JsonElement> ReadJson(string path)
    {
        var content = ReadBytes(path).AsSpan();
        if (content.StartsWith("\uFEFF"u8)) content = content["\uFEFF"u8.Length..];
        var reader = new Utf8JsonReader(content, new JsonReaderOptions
        {
            AllowMultipleValues = true,
            MaxDepth = JsonDepthMax,
        });
        var values = new List<JsonElement>();
        try
        {
            while (reader.Read()) values.Add(ParseValue(ref reader));
        }
        catch (JsonException e)
        {
            throw new InputRefusedException($"'{path}' is not JSON: {e.Message}");
        }
        return values.Count > 0 ? values : throw new InputRefusedException($"'{path}' is empty; expected "
            + "JSON");
    }

    private static JsonElement ParseValue(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        // Parsed again from its text: only this way are names given twice refused.
        var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = JsonDepthMax };
        using var strict = JsonDocument.Parse(document.RootElement.GetRawText(), options);
        return strict.RootElement.Clone();
    }

    private static bool IsFileTrouble(Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException
            or NotSupportedException;
}
