namespace LatencyEngine.Sbe.Schema;

/// <summary>A named bit of a set.</summary>
public sealed record SetChoice : SchemaElement
{
    /// <summary>0-based from the least significant bit, at most 63.</summary>
    public required int BitIndex { get; init; }

    public ulong Mask => 1UL << BitIndex;
}
