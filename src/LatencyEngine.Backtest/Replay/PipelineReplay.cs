using System.Runtime.ExceptionServices;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Backtest.Replay;

/// <summary>
/// Re-executes a recorded session in the real pipeline, on its threads, in any layout: the proof that the layout changes
/// nothing. Slower than <see cref="SessionReplay"/>.
/// </summary>
/// <remarks>
/// Inputs are published by the caller as fast as the ring takes them; the outputs are compared by a handler of the output
/// ring, which reads the session a second time on its own. Only whole sessions, or what is there of one.
/// </remarks>
public static class PipelineReplay
{
    private const string Producer = "replay";

    /// <param name="open">Opens the session at its start; called twice.</param>
    /// <param name="options">Layout, waits and the recorded capacities.</param>
    /// <param name="seats">The recorded strategies, fresh.</param>
    /// <param name="timeout">Given up after it, when nothing comes out any more.</param>
    /// <param name="telling">Whom to tell how much was published; where to stop is not asked.</param>
    /// <exception cref="TimeoutException">The pipeline did not finish.</exception>
    public static ReplayResult Run(
        Func<ISessionReader> open, PipelineOptions options, IReadOnlyList<StrategySeat> seats, TimeSpan timeout,
        ReplayOptions? telling = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        using var recorded = open();
        using var inputs = open();
        var comparison = new OutputComparison(recorded);
        using var pipeline = new TradingPipeline(
            options with { EchoesInputs = false }, seats, [Producer],
            output => TradingPipeline.Wait(output.Handler("compare", new OutputComparisonHandler(comparison)), options.Wait));
        pipeline.Pipeline.Start();
        var lastSequence = Publish(inputs, pipeline, telling ?? new ReplayOptions());
        if (!pipeline.Pipeline.Drain(timeout) && pipeline.Pipeline.Failure is null)
            throw new TimeoutException($"the {options.Layout} pipeline did not finish within {timeout}");
        if (pipeline.Pipeline.Failure is { Cause: JournalException damage }) ExceptionDispatchInfo.Throw(damage);
        comparison.Finish();
        return ResultOf(pipeline, comparison, lastSequence);
    }

    private static long Publish(ISessionReader inputs, TradingPipeline pipeline, ReplayOptions telling)
    {
        var producer = pipeline.ProducerOf(Producer);
        var wait = new AdaptiveWait();
        var (last, records, published) = (0L, 0L, 0L);
        try
        {
            while (inputs.TryRead(out var record))
            {
                last = record.Sequence;
                if (++records % telling.ProgressEvery == 0)
                    telling.Progress?.Invoke(new ReplayProgress(last, published, 0, record.TimestampNanos));
                if (record.Kind != RecordKind.Input) continue;
                Publish(in record, producer, ref wait);
                published++;
            }
        }
        catch (RingHaltedException)
        {
            // A stage has failed; the pipeline says which.
        }

        return last;
    }

    private static void Publish(
        in JournalRecord record, MultiProducerSequencer<EngineEvent> producer, ref AdaptiveWait wait)
    {
        var sequence = producer.Claim(1, ref wait);
        if (!producer[sequence].TryRead(record.Message))
            throw new JournalException($"record {record.Sequence} is no message of an engine");
        producer.Publish(sequence);
    }

    private static ReplayResult ResultOf(TradingPipeline pipeline, OutputComparison comparison, long lastSequence)
    {
        var stages = pipeline.Stages;
        var failure = pipeline.Pipeline.Failure?.Cause as FailingInputException;
        return new ReplayResult
        {
            Outcome = OutcomeOf(comparison, failure),
            Inputs = stages.Outputs.InputSequence + 1,
            Outputs = stages.Outputs.Count,
            Records = comparison.Records,
            LastSequence = lastSequence,
            OutputHash = stages.Outputs.Hash,
            StateHash = failure is null ? stages.StateHash() : 0,
            Difference = comparison.Difference,
            Failure = failure,
            MissingOutputs = comparison.Missing,
        };
    }

    private static ReplayOutcome OutcomeOf(OutputComparison comparison, FailingInputException? failure)
    {
        if (failure is not null) return ReplayOutcome.Failed;
        if (comparison.Difference is not null) return ReplayOutcome.Different;
        return comparison.HasEnded ? ReplayOutcome.Identical : ReplayOutcome.Unended;
    }
}
