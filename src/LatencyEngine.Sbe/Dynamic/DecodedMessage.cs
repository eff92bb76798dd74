using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>A message that was read without generated code.</summary>
/// <param name="Message">Which message of the schema.</param>
/// <param name="BlockLength">The root block's length on the wire, in bytes.</param>
/// <param name="Version">The version that the sender wrote.</param>
/// <param name="Length">Bytes from the header to the end of what this schema knows.</param>
/// <param name="Values">A JSON object in UTF-8: the members by their names in the schema.</param>
public sealed record DecodedMessage(
    Message Message, int BlockLength, int Version, int Length, ReadOnlyMemory<byte> Values);
