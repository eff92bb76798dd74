namespace LatencyEngine.Sbe.Schema;

/// <summary>A message: its <see cref="MessageBlock.Id"/> is the template id in the header.</summary>
public sealed record Message : MessageBlock;
