using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>
/// Does something else whenever it is told something else: a report that comes one input too late changes everything
/// that follows.
/// </summary>
internal sealed class GamblingStrategy(int seed, bool takesFeedback) : IStrategy
{
    private const int RecentMax = 8;
    private const long Unit = 1_000_000_000;

    private readonly ulong[] _recent = new ulong[RecentMax];
    private ulong _state = ((ulong)seed * 0x9E3779B97F4A7C15) + 1;
    private int _next;

    public bool TakesFeedback => takesFeedback;

    public IReadOnlyList<ParameterDescription> Parameters { get; } = [new("luck", 3, 0, 10, "How often it does nothing.")];

    public void OnAttached(StrategyPort port)
    {
    }

    public void OnParameter(int parameterId, long value, StrategyPort port) => Learn(1, (ulong)value);

    public void OnQuote(in Quote quote, StrategyPort port)
    {
        Learn(2, (ulong)quote.BidPriceRaw);
        Gamble(quote.InstrumentId, quote.BidPriceRaw, port);
    }

    public void OnTrade(in Trade trade, StrategyPort port)
    {
        Learn(3, (ulong)trade.Price);
        Gamble(trade.InstrumentId, trade.Price, port);
    }

    public void OnBar(in BarClosed bar, StrategyPort port) => Learn(4, (ulong)bar.Close);

    public void OnSignal(in Signal signal, StrategyPort port) => Learn(5, signal.InstrumentId);

    public void OnAccepted(in OrderAccepted accepted, StrategyPort port) => Learn(6, accepted.ClientOrderId);

    public void OnRejected(in OrderRejected rejected, bool ended, StrategyPort port) =>
        Learn(7, rejected.ClientOrderId ^ (ulong)rejected.RejectReason);

    public void OnReplaced(in OrderReplaced replaced, StrategyPort port) => Learn(8, replaced.ClientOrderId);

    public void OnFilled(in OrderFilled filled, StrategyPort port) => Learn(9, filled.FillId);

    public void OnEnded(ulong clientOrderId, uint instrumentId, long leavesLots, StrategyPort port) =>
        Learn(10, clientOrderId);

    public void OnTimer(long timerId, StrategyPort port)
    {
        Learn(11, (ulong)timerId);
        if (takesFeedback) port.RaiseSignal(1, 1, (long)(_state >> 1), 0);
    }

    public void AddTo(ref StrategyHash hash) => hash.Add((long)_state);

    private void Learn(int occasion, ulong value)
    {
        _state = (_state ^ value ^ ((ulong)occasion << 56)) * 0xBF58476D1CE4E5B9;
        _state ^= _state >> 29;
    }

    private int Draw(int end)
    {
        Learn(0, 0);
        return (int)((_state >> 33) % (ulong)end);
    }

    // Ends flat and without orders now and then, because then nobody waits for it.
    private void Gamble(uint instrumentId, long price, StrategyPort port)
    {
        if (Draw(6) != 0) return;
        var position = takesFeedback ? port.Position(instrumentId) : 0;
        switch (Draw(6))
        {
            case 0: port.Cancel(_recent[Draw(RecentMax)]); break;
            case 1: port.Replace(_recent[Draw(RecentMax)], (price / Unit) * Unit, 1 + Draw(20)); break;
            case 2: port.SetTimer(port.NowNanos + Draw(5_000_000), Draw(100)); break;
            case 3 when position != 0:
                Keep(port.SubmitMarket(instrumentId, position > 0 ? Side.Sell : Side.Buy, Math.Abs(position)));
                break;
            default:
                Keep(port.SubmitLimit(
                    instrumentId, Draw(2) == 0 ? Side.Buy : Side.Sell, 1 + Draw(9),
                    ((price / Unit) + Draw(3) - 1) * Unit, (TimeInForce)(1 + Draw(4))));
                break;
        }
    }

    private void Keep(ulong clientOrderId) => _recent[_next++ % RecentMax] = clientOrderId;
}
