using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Trading.Strategies;

/// <summary>Turns an occasion into the call that the contract has for it. Pure.</summary>
internal static class Occasions
{
    public static void Call(StrategySeat seat, Occasion occasion, ref EngineEvent e, long argument, long value)
    {
        var strategy = seat.Strategy;
        var port = seat.Port!;
        switch (occasion)
        {
            case Occasion.Quote: strategy.OnQuote(in e.As<Quote>(), port); break;
            case Occasion.Trade: strategy.OnTrade(in e.As<Trade>(), port); break;
            case Occasion.Bar: strategy.OnBar(in e.As<BarClosed>(), port); break;
            case Occasion.Gap: strategy.OnGap(in e.As<FeedGap>(), port); break;
            case Occasion.Signal: strategy.OnSignal(in e.As<Signal>(), port); break;
            case Occasion.Timer: strategy.OnTimer(argument, port); break;
            case Occasion.Accepted: strategy.OnAccepted(in e.As<OrderAccepted>(), port); break;
            case Occasion.Rejected:
                ref var rejected = ref e.As<OrderRejected>();
                strategy.OnRejected(in rejected, rejected.IsEnded != 0, port);
                break;
            case Occasion.Replaced: strategy.OnReplaced(in e.As<OrderReplaced>(), port); break;
            case Occasion.Filled: strategy.OnFilled(in e.As<OrderFilled>(), port); break;
            case Occasion.Canceled:
                ref var canceled = ref e.As<OrderCanceled>();
                strategy.OnEnded(canceled.ClientOrderId, canceled.InstrumentId, canceled.LeavesQuantity, port);
                break;
            case Occasion.Expired:
                ref var expired = ref e.As<OrderExpired>();
                strategy.OnEnded(expired.ClientOrderId, expired.InstrumentId, expired.LeavesQuantity, port);
                break;
            case Occasion.Started: strategy.OnStarted(port); break;
            case Occasion.Parameter: seat.SetParameter((int)argument, value); break;
            default: break;
        }
    }
}
