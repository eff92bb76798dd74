namespace LatencyEngine.Sbe.Dynamic;

/// <summary>How values are encoded.</summary>
/// <param name="Version">
/// The acting version to write; null for the schema's own. What is newer is left out.
/// </param>
/// <param name="BlockLength">
/// Bytes of the root block, for a sender that pads it otherwise than the schema; null for the schema's own.
/// </param>
public readonly record struct EncodeOptions(int? Version = null, int? BlockLength = null);
