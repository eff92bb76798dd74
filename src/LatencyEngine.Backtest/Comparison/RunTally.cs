using LatencyEngine.Backtest.Replay;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Comparison;

/// <summary>Counts what comes out of a run, and follows its profit from input to input. One thread.</summary>
internal sealed class RunTally(TradingStages stages)
{
    private readonly long[] _rejections = new long[256];
    private readonly EquityCurves _equity = new(stages);
    private long _accepted;
    private long _rejected;
    private long _canceled;
    private long _expired;
    private long _fills;

    /// <summary>After an input, while its outputs are there.</summary>
    public void Look(ref EngineEvent input, StageStepper stepper)
    {
        for (var i = 0; i < stepper.OutputCount; i++)
        {
            var output = stepper.Output(i);
            Count(ref output);
        }

        switch (input.TemplateId)
        {
            case Quote.TemplateId: _equity.Revalue(input.As<Quote>().InstrumentId); break;
            case Trade.TemplateId: _equity.Revalue(input.As<Trade>().InstrumentId); break;
            case BookDelta.TemplateId: _equity.Revalue(input.As<BookDelta>().InstrumentId); break;
            case BookOrder.TemplateId: _equity.Revalue(input.As<BookOrder>().InstrumentId); break;
            default: break;
        }

        _equity.Mark();
    }

    public RunFigures ToFigures(long inputs)
    {
        var rejections = new List<KeyValuePair<RejectReason, long>>();
        for (var i = 0; i < _rejections.Length; i++)
            if (_rejections[i] > 0) rejections.Add(new KeyValuePair<RejectReason, long>((RejectReason)i, _rejections[i]));
        return new RunFigures
        {
            Inputs = inputs,
            OrdersAccepted = _accepted,
            OrdersRejected = _rejected,
            OrdersCanceled = _canceled,
            OrdersExpired = _expired,
            Fills = _fills,
            Rejections = rejections,
            Strategies = _equity.ToRows(),
            Positions = OpenPositions(),
            OutputHash = stages.Outputs.Hash,
        };
    }

    private void Count(ref EngineEvent output)
    {
        switch (output.TemplateId)
        {
            case OrderAccepted.TemplateId: _accepted++; break;
            case OrderCanceled.TemplateId: _canceled++; break;
            case OrderExpired.TemplateId: _expired++; break;
            case OrderRejected.TemplateId:
                ref var rejected = ref output.As<OrderRejected>();
                if (rejected.IsEnded != 0) _rejected++;
                _rejections[(int)rejected.RejectReason]++;
                break;
            case CommandRejected.TemplateId: _rejections[(int)output.As<CommandRejected>().RejectReason]++; break;
            case OrderFilled.TemplateId:
                _fills++;
                _equity.Filled(in output.As<OrderFilled>());
                break;
            default: break;
        }
    }

    private List<PositionRow> OpenPositions()
    {
        var rows = new List<PositionRow>();
        var positions = stages.Positions;
        for (var i = 0; i < positions.Count; i++)
        {
            ref readonly var position = ref positions[i];
            if (position.Lots == 0) continue;
            var price = stages.Instruments[position.InstrumentId].Terms.PriceOf(position.Cost, position.Lots);
            rows.Add(new PositionRow(
                position.AccountId, position.StrategyId, position.InstrumentId, position.Lots, price));
        }

        return rows;
    }
}
