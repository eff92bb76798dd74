using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Backtest.Replay;

/// <summary>Finds the field in which two messages differ. Cold, pure.</summary>
internal static class MessageDifference
{
    /// <summary>What a whole message is called where it has no counterpart.</summary>
    public const string WholeMessage = "message";

    /// <summary>Name, and both values as text, of the first field that differs; the messages do differ.</summary>
    public static (string Field, string First, string Second) Find(in EngineEvent first, in EngineEvent second)
    {
        if (first.TemplateId != second.TemplateId) return (WholeMessage, first.ToString(), second.ToString());
        using var a = Parse(first.AsBytes());
        using var b = Parse(second.AsBytes());
        return FindField(a.RootElement, b.RootElement, "") ?? FindByte(first.AsBytes(), second.AsBytes());
    }

    public static string NameOf(in EngineEvent message) =>
        LatencyEngineMessages.NameOf(message.TemplateId) is { IsEmpty: false } name
            ? Encoding.UTF8.GetString(name)
            : $"message {message.TemplateId}";

    private static JsonDocument Parse(ReadOnlySpan<byte> message)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
            if (!LatencyEngineMessages.TryWriteJson(message, writer, out _)) return JsonDocument.Parse("{}");
        return JsonDocument.Parse(text.WrittenMemory);
    }

    private static (string, string, string)? FindField(JsonElement a, JsonElement b, string path)
    {
        if (a.ValueKind != JsonValueKind.Object || b.ValueKind != JsonValueKind.Object)
            return a.GetRawText() == b.GetRawText() ? null : (path, a.GetRawText(), b.GetRawText());
        foreach (var member in a.EnumerateObject())
        {
            var name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!b.TryGetProperty(member.Name, out var other))
                return (name, member.Value.GetRawText(), ReplayDifference.Nothing);
            if (FindField(member.Value, other, name) is { } found) return found;
        }

        return null;
    }

    // Lengths, versions, and bytes between the fields.
    private static (string, string, string) FindByte(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var at = a.CommonPrefixLength(b);
        return ($"byte {at.ToString(CultureInfo.InvariantCulture)}", Text(a, at), Text(b, at));
    }

    private static string Text(ReadOnlySpan<byte> bytes, int at) =>
        at < bytes.Length ? $"0x{bytes[at]:X2}" : ReplayDifference.Nothing;
}
