namespace LatencyEngine.Sbe.Parsing;

/// <summary>Which decoders a change of a schema breaks.</summary>
[Flags]
public enum BrokenReaders
{
    /// <summary>Bytes are understood both ways; only names or documents change.</summary>
    None = 0,

    /// <summary>Decoders of the older schema misread messages of the newer one.</summary>
    Old = 1,

    /// <summary>Decoders of the newer schema misread messages of the older one.</summary>
    New = 2,

    Both = Old | New,
}
