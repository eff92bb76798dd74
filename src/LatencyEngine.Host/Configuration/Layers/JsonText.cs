using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LatencyEngine.Host.Configuration.Layers;

/// <summary>
/// Reads JSON with comments and trailing commas, and remembers where every value stands. A name given twice in one
/// section is an error, as is text that is no UTF-8.
/// </summary>
internal static class JsonText
{
    private const int DepthMax = 32;

    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = DepthMax,
    };

    /// <summary>The value, or <c>null</c> after an error that tells why there is none.</summary>
    public static Node? Read(Origin source, ReadOnlyMemory<byte> content, ICollection<ConfigurationError> errors)
    {
        if (content.Span.StartsWith("\uFEFF"u8)) content = content["\uFEFF"u8.Length..];
        var lines = new LineMap(source, content);
        if (!Utf8.IsValid(content.Span))
        {
            errors.Add(new ConfigurationError(lines.At(ValidLength(content.Span)), "", "found bytes that are no UTF-8"));
            return null;
        }
        var reader = new Utf8JsonReader(content.Span, Options);
        try
        {
            reader.Read();
            var node = new JsonTree(lines, errors).ReadValue(ref reader, "");
            reader.Read();
            return node;
        }
        catch (JsonException e)
        {
            errors.Add(new ConfigurationError(lines.At(e), "", $"is not JSON: {Sentence(e)}"));
            return null;
        }
        catch (InvalidOperationException) // An escape that is half a character: JSON by its grammar, but no text.
        {
            var message = "found an escape that is no character";
            errors.Add(new ConfigurationError(lines.At(reader.TokenStartIndex), "", message));
            return null;
        }
    }

    private static int ValidLength(ReadOnlySpan<byte> content)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(content[valid..], out _, out var used) == System.Buffers.OperationStatus.Done)
            valid += used;
        return valid;
    }

    // The reader ends its messages with its own idea of the place, which counts from zero.
    private static string Sentence(JsonException e) =>
        e.Message.Split(" LineNumber:", 2, StringSplitOptions.None)[0];
}
