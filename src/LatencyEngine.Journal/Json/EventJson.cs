using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Json;

/// <summary>
/// Messages as the JSON that users of System.Text.Json and Marten read without our code, and back to the very same bytes.
/// Works from the description that the schema compiler makes; allocates nothing; any thread.
/// </summary>
/// <remarks>
/// <para><b>Form.</b> Properties are called as those of the message's struct; numbers, enums and sets are integers, null is
/// null, texts are strings without the zeros that fill them up, other arrays of bytes are base64. A member that the
/// writer's version of the schema did not have is left out.</para>
/// <para><b>Exactness.</b> The property <c>Sbe</c> holds what the values do not tell: the block length, plus 65,536 times the
/// schema version. Template and schema follow from the event type. What JSON cannot hold exactly is refused, and travels as
/// bytes: gaps that are not zero, texts with a NUL inside, var data that are no UTF-8, messages with groups.</para>
/// <para><b>Order.</b> Reading takes properties in any order, for jsonb sorts them. Without <c>Sbe</c> the message is one of
/// this build's version, so that others may write events by hand. Unknown, missing and doubled properties are refused.</para>
/// </remarks>
public static class EventJson
{
    /// <summary>The property that holds block length and schema version.</summary>
    public const string HeaderProperty = "Sbe";

    internal static ReadOnlySpan<byte> HeaderName => "Sbe"u8;

    /// <summary>Whether messages of this template have a JSON form at all.</summary>
    public static bool Has(int templateId) => JsonForm.Of(templateId) is not null;

    /// <summary>The most bytes that the JSON of this message can take; 0 when its template has no JSON form.</summary>
    public static int LengthMax(ReadOnlySpan<byte> message)
    {
        if (LatencyEngineMessages.ReadHeader(message, out var header) != SbeStatus.Ok) return 0;
        if (JsonForm.Of(header.TemplateId) is not { } form) return 0;
        return form.FixedLengthMax + (form.DataNames.Length == 0 ? 0 : JsonText.EscapeMax * message.Length);
    }

    /// <summary>Writes a message, header included, as a JSON object.</summary>
    /// <param name="message">All bytes of it and nothing more.</param>
    /// <param name="json">Has room for <see cref="LengthMax"/>.</param>
    /// <param name="length">Bytes written; 0 when the message is refused.</param>
    /// <returns>False for a message that JSON cannot hold exactly.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> message, Span<byte> json, out int length)
    {
        length = 0;
        if (LatencyEngineMessages.ReadHeader(message, out var header) != SbeStatus.Ok) return false;
        if (JsonForm.Of(header.TemplateId) is not { } form) return false;
        var rest = message[LatencyEngineMessages.HeaderSize..];
        if (rest.Length < header.BlockLength) return false;
        var shape = form.ShapeOf(header.BlockLength, header.Version);
        length = EventJsonWriter.Write(form, shape, rest, json);
        return length > 0;
    }

    /// <summary>The JSON of a message. Allocates.</summary>
    /// <exception cref="JournalException">JSON cannot hold the message exactly.</exception>
    public static byte[] Write(ReadOnlySpan<byte> message)
    {
        var json = new byte[LengthMax(message)];
        if (TryWrite(message, json, out var length)) return json[..length];
        throw new JournalException("this message has no exact JSON form: " + LatencyEngineMessages.ToText(message));
    }

    /// <summary>The most bytes that the message of this JSON can take, header included.</summary>
    public static int MessageLengthMax(ReadOnlySpan<byte> json) =>
        LatencyEngineMessages.HeaderSize + ushort.MaxValue + json.Length;

    /// <summary>Reads the JSON of a message back to its bytes.</summary>
    /// <param name="templateId">Which message it is; the event type tells.</param>
    /// <param name="json">An object with its properties in any order.</param>
    /// <param name="message">
    /// Takes the bytes; 256 are enough for the fixed messages of this schema, <see cref="MessageLengthMax"/> for any.
    /// </param>
    /// <returns>The length of the message.</returns>
    /// <exception cref="JournalException">The JSON is none of this message, or the room is too small.</exception>
    public static int Read(int templateId, ReadOnlySpan<byte> json, Span<byte> message)
    {
        if (JsonForm.Of(templateId) is not { } form)
            throw new JournalException($"messages with template {templateId} have no JSON form");
        return EventJsonReader.Read(form, json, message);
    }

    /// <summary>The bytes of a message. Allocates.</summary>
    /// <exception cref="JournalException">The JSON is none of this message.</exception>
    public static byte[] Read(int templateId, ReadOnlySpan<byte> json)
    {
        var message = new byte[MessageLengthMax(json)];
        return message[..Read(templateId, json, message)];
    }
}
