using System.Runtime.CompilerServices;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Trading.Stages;

/// <summary>All stages back to back on one pinned thread: the shortest way from tick to order.</summary>
public readonly struct FusedHandler(TradingStages stages) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
    {
        var input = stages.FirstInputSequence + sequence;
        try
        {
            stages.Allocations.Before(AllocationWatch.Matching, e.TemplateId);
            stages.OnStrategy(ref e, input);
            stages.OnRisk(ref e, input);
            stages.OnMatching(ref e, input);
            stages.Allocations.After(AllocationWatch.Matching, e.TemplateId);
        }
        catch (Exception cause) when (cause is not RingHaltedException)
        {
            StageFailures.Throw("fused", input, in e, cause);
        }
    }
}

/// <summary>The strategy stage on a pinned thread of its own.</summary>
public readonly struct StrategyStageHandler(TradingStages stages) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
    {
        var input = stages.FirstInputSequence + sequence;
        try
        {
            stages.Allocations.Before(AllocationWatch.Strategy, e.TemplateId);
            stages.OnStrategy(ref e, input);
            stages.Allocations.After(AllocationWatch.Strategy, e.TemplateId);
        }
        catch (Exception cause) when (cause is not RingHaltedException)
        {
            StageFailures.Throw("strategy", input, in e, cause);
        }
    }
}

/// <summary>The risk stage on a pinned thread of its own.</summary>
public readonly struct RiskStageHandler(TradingStages stages) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
    {
        var input = stages.FirstInputSequence + sequence;
        try
        {
            stages.Allocations.Before(AllocationWatch.Risk, e.TemplateId);
            stages.OnRisk(ref e, input);
            stages.Allocations.After(AllocationWatch.Risk, e.TemplateId);
        }
        catch (Exception cause) when (cause is not RingHaltedException)
        {
            StageFailures.Throw("risk", input, in e, cause);
        }
    }
}

/// <summary>The matching stage on a pinned thread of its own.</summary>
public readonly struct MatchingStageHandler(TradingStages stages) : IEventHandler<EngineEvent>
{
    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
    {
        var input = stages.FirstInputSequence + sequence;
        try
        {
            stages.Allocations.Before(AllocationWatch.Matching, e.TemplateId);
            stages.OnMatching(ref e, input);
            stages.Allocations.After(AllocationWatch.Matching, e.TemplateId);
        }
        catch (Exception cause) when (cause is not RingHaltedException)
        {
            StageFailures.Throw("matching", input, in e, cause);
        }
    }
}

/// <summary>The throw site of the stages, out of line.</summary>
internal static class StageFailures
{
    [ColdPath("the engine is about to stop"), MethodImpl(MethodImplOptions.NoInlining)]
    public static void Throw(string stage, long inputSequence, in EngineEvent input, Exception cause) =>
        throw new FailingInputException(stage, inputSequence, in input, cause);
}
