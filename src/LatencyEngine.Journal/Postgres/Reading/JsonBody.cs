using System.Buffers.Binary;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>
/// The body of a row that the store keeps as JSON: type, a space, the object; and back to the message that it was made of.
/// Owns its buffer; allocates only for a message longer than any before.
/// </summary>
internal sealed class JsonBody
{
    private const int SchemaIdOffset = 4;

    private byte[] _message = [];

    /// <summary>A message has its schema's number in the header, and no character of a type's alias has such a byte.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> body) =>
        body.Length >= LatencyEngineMessages.HeaderSize
        && BinaryPrimitives.ReadUInt16LittleEndian(body[SchemaIdOffset..]) == LatencyEngineMessages.SchemaId;

    public ReadOnlySpan<byte> ToMessage(ReadOnlySpan<byte> body)
    {
        var space = body.IndexOf((byte)' ');
        if (space < 0) throw new JournalException("the store has an event whose bytes are no message of the engine");
        var json = body[(space + 1)..];
        if (_message.Length < EventJson.MessageLengthMax(json)) _message = new byte[EventJson.MessageLengthMax(json)];
        return _message.AsSpan(0, EventJson.Read(TypeNames.TemplateOf(body[..space]), json, _message));
    }
}
