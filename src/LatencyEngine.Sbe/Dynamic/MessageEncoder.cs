using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Encodes JSON values to messages of one schema, in either byte order and as any version up to the schema's.
/// The inverse of <see cref="MessageDecoder"/>: what one writes, the other reads back. Immutable; any thread.
/// </summary>
public sealed class MessageEncoder(MessageSchema schema)
{
    public MessageSchema Schema { get; } = schema;

    /// <summary>Encodes one message, header included.</summary>
    /// <param name="messageName">The message's name in the schema.</param>
    /// <param name="values">An object with a member for every field, group and var data.</param>
    /// <param name="options">The acting version and the root block's length.</param>
    /// <exception cref="SbeEncodeException">A value does not fit, and its path.</exception>
    public byte[] Encode(string messageName, JsonElement values, EncodeOptions options = default)
    {
        var message = Schema.FindMessage(messageName)
            ?? throw new SbeEncodeException($"the schema has no message '{messageName}'; expected one of "
                + string.Join(", ", Schema.Messages.Select(m => m.Name)));
        var version = options.Version ?? Schema.Version;
        if (version < message.SinceVersion || version > Schema.Version)
            throw new SbeEncodeException(messageName,
                $"version {version}; expected {message.SinceVersion} to {Schema.Version}");
        return new MessageBuild(Schema, message, version).Run(values, options.BlockLength);
    }
}
