namespace LatencyEngine.Trading;

/// <summary>What may be chosen about a pipeline without changing what it computes. Cold, immutable.</summary>
[ColdPath("pipelines are wired at start-up")]
public sealed record PipelineOptions
{
    public PipelineLayout Layout { get; init; }

    public WaitKind Wait { get; init; }

    /// <summary>Most inputs handled before progress is published.</summary>
    public int MaxBatchSize { get; init; } = 1_024;

    /// <summary>A power of two.</summary>
    public int InputSlots { get; init; } = 65_536;

    /// <summary>A power of two.</summary>
    public int OutputSlots { get; init; } = 65_536;

    /// <summary>The output ring also carries every input, before the outputs that it causes: for a journal.</summary>
    public bool EchoesInputs { get; init; }

    /// <summary>Cores of the stages; <c>null</c> for any. The fused layout uses the first.</summary>
    public int? StrategyCore { get; init; }

    public int? RiskCore { get; init; }

    public int? MatchingCore { get; init; }

    public Capacities Capacities { get; init; } = new();
}
