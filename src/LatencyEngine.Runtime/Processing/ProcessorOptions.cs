namespace LatencyEngine.Runtime.Processing;

/// <summary>How a processor runs. Immutable.</summary>
/// <param name="Name">The role, for errors and reports.</param>
[ColdPath("processors are made at start-up")]
public sealed record ProcessorOptions(string Name)
{
    public const int DefaultMaxBatchSize = 1024;

    /// <summary>
    /// Most events handled before progress is published, at least 1. Smaller lets followers and producers go on
    /// earlier; larger
    /// publishes less often.
    /// </summary>
    public int MaxBatchSize { get; init; } = DefaultMaxBatchSize;

    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name)) throw new ArgumentException("A processor needs a name.");
        if (MaxBatchSize < 1)
            throw new ArgumentException($"Processor '{Name}': batch size {MaxBatchSize} is less than 1.");
    }
}
