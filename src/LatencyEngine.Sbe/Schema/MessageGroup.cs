namespace LatencyEngine.Sbe.Schema;

/// <summary>A repeating group: its dimensions, then as many entries as they say.</summary>
public sealed record MessageGroup : MessageBlock
{
    public required GroupDimension Dimension { get; init; }
}
