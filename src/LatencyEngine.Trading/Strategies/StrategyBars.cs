using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Trading.Strategies;

/// <summary>
/// Builds the bars that strategies have subscribed to, and tells them when one closes: with the first update after
/// its end, or by the sweep that time sets off. The strategy stage's thread; owns the place of the sweep.
/// </summary>
internal sealed class StrategyBars(Subscriptions subscriptions, StrategyCalls calls)
{
    // Its own: the stage prepares other outputs while a bar is being told.
    private EngineEvent _closed;
    private int _nextToSweep;

    public void OnQuote(in Quote quote)
    {
        var bar = subscriptions.FirstBarOf(quote.InstrumentId);
        for (; bar != Subscriptions.None; bar = subscriptions.Bar(bar).Next)
        {
            ref var closed = ref _closed.Begin<BarClosed>();
            if (subscriptions.Bar(bar).Builder.OnQuote(in quote, ref closed)) Tell(bar);
        }
    }

    public void OnTrade(in Trade trade)
    {
        var bar = subscriptions.FirstBarOf(trade.InstrumentId);
        for (; bar != Subscriptions.None; bar = subscriptions.Bar(bar).Next)
        {
            ref var closed = ref _closed.Begin<BarClosed>();
            if (subscriptions.Bar(bar).Builder.OnTrade(in trade, ref closed)) Tell(bar);
        }
    }

    /// <summary>Closes what is over by now; <see cref="Capacities.SweepStepsPerEventMax"/> bars at a time.</summary>
    public void Sweep()
    {
        var steps = Math.Min(subscriptions.BarCount, Capacities.SweepStepsPerEventMax);
        for (var i = 0; i < steps; i++)
        {
            if (_nextToSweep >= subscriptions.BarCount) _nextToSweep = 0;
            var bar = _nextToSweep++;
            ref var closed = ref _closed.Begin<BarClosed>();
            if (subscriptions.Bar(bar).Builder.TryClose(calls.NowNanos, ref closed)) Tell(bar);
        }
    }

    private void Tell(int bar)
    {
        calls.Pass(in _closed);
        for (var link = subscriptions.Bar(bar).First; link != Subscriptions.None; link = subscriptions[link].Next)
            calls.Call(subscriptions[link].Seat, Occasion.Bar, ref _closed);
    }
}
