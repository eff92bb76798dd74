namespace LatencyEngine.Sbe.Dynamic;

/// <summary>What a message's header says, whatever the widths and the order of its members.</summary>
/// <param name="BlockLength">Bytes of the root block on the wire.</param>
/// <param name="TemplateId">Which message it is.</param>
/// <param name="SchemaId">Which schema it is of.</param>
/// <param name="Version">The version that the sender wrote: the acting version.</param>
public readonly record struct HeaderValues(int BlockLength, int TemplateId, int SchemaId, int Version);
