using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Comparison;

/// <summary>One side of a comparison while it runs: decides which recorded inputs it gets. One thread.</summary>
internal sealed class SideRun(ComparedRun side, StageStepper stepper)
{
    private readonly RunTally _tally = new(stepper.Stages);
    private bool _isOpen;
    private bool _isClosed;
    private bool _hasDefined;
    private long _lastNanos;

    /// <summary>The next recorded input.</summary>
    public void Take(ref EngineEvent input)
    {
        if (!_isOpen) TakeBeforeOpening(ref input);
        else if (side.KeepsCommands || !IsCommand(input.TemplateId)) Step(ref input);
    }

    /// <summary>Ends a session that was cut off as well, so that both sides are told to the end.</summary>
    public RunFigures Finish()
    {
        if (!_isClosed)
        {
            var closing = default(EngineEvent);
            closing.Begin<SessionClosing>().TimestampNanos = _lastNanos;
            Step(ref closing);
        }

        return _tally.ToFigures(stepper.NextInput);
    }

    private void TakeBeforeOpening(ref EngineEvent input)
    {
        _isOpen = input.Is<SessionOpened>();
        if (side.Definitions is null) Step(ref input);
        else if (!_hasDefined) Define(side.Definitions, input.TimestampNanos);
    }

    private void Define(IReadOnlyList<EngineEvent> definitions, long nanos)
    {
        _hasDefined = true;
        foreach (var definition in definitions)
        {
            var slot = definition;
            slot.TimestampNanos = nanos;
            Step(ref slot);
        }
    }

    private void Step(ref EngineEvent input)
    {
        _lastNanos = input.TimestampNanos;
        _isClosed |= input.Is<SessionClosing>();
        try
        {
            stepper.Step(ref input);
        }
        catch (Exception cause)
        {
            throw new FailingInputException("compared", stepper.NextInput, in input, cause);
        }

        _tally.Look(ref input, stepper);
    }

    private static bool IsCommand(ushort templateId) => templateId
        is SubmitOrder.TemplateId or CancelOrder.TemplateId or ReplaceOrder.TemplateId or MassCancel.TemplateId
        or SetRiskLimit.TemplateId or SetTradingState.TemplateId or SetStrategyState.TemplateId
        or SetStrategyParameter.TemplateId or Deposit.TemplateId or Withdraw.TemplateId;
}
