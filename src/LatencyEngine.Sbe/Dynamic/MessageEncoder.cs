using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Writes messages of a schema known only at run time from the JSON that <see cref="MessageDecoder"/> prints. For
/// tools and
/// tests. Any thread; no state.
/// </summary>
/// <remarks>
/// A missing or null optional field gets its null value; gaps and the rest of char arrays are zero. Members that the
/// schema does
/// not know are refused unless they are null or empty, so that a message of an older schema's JSON can be written.
/// </remarks>
/// <param name="schema">The schema of the messages.</param>
public sealed class MessageEncoder(MessageSchema schema)
{
    /// <summary>Writes one message, header first.</summary>
    /// <param name="message">A message of the schema.</param>
    /// <param name="values">A JSON object.</param>
    /// <param name="version">
    /// The version to write, from the message's first to the schema's; the schema's when null. An older one leaves
    /// out what is newer.
    /// </param>
    /// <exception cref="SbeEncodeException">A value is missing, unknown, or has no bytes in the schema.</exception>
    public byte[] Encode(Message message, JsonElement values, int? version = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var acting = version ?? schema.Version;
        if (acting < message.SinceVersion || acting > schema.Version)
            throw new SbeEncodeException(
                message.Name, $"version {acting}; expected {message.SinceVersion} to {schema.Version}");

        var writer = new BlockWriter(schema, acting);
        writer.WriteHeader(message);
        writer.WriteBlock(message, values, message.Name);
        return writer.ToArray();
    }
}
