using LatencyEngine.Domain.Events;

namespace LatencyEngine.Trading.Stages;

/// <summary>A stage could not handle an input: the engine stops before it, because a wrong engine is worse.</summary>
[ColdPath("the engine is about to stop")]
public sealed class FailingInputException : Exception
{
    public FailingInputException(string stage, long inputSequence, in EngineEvent input, Exception cause)
        : base($"the {stage} stage failed at input {inputSequence}, {input}: {cause.Message}", cause)
    {
        Stage = stage;
        InputSequence = inputSequence;
        Input = input;
    }

    public string Stage { get; }

    /// <summary>Everything before this input was handled completely.</summary>
    public long InputSequence { get; }

    public EngineEvent Input { get; }
}
