using LatencyEngine.Domain;

namespace LatencyEngine.Strategies.Contract;

/// <summary>
/// What decides: sees the market data, bars and reports it asked for, and answers through its
/// <see cref="StrategyPort"/>. Runs on the strategy stage; owns its own state only.
/// </summary>
/// <remarks>
/// <para><b>Determinism.</b> Everything a strategy may know comes through these calls and its port, in the order of
/// the inputs. It reads no clock, no file and no random source.</para>
/// <para><b>Failure.</b> A strategy that throws, or that asks for more than
/// <see cref="StrategyPort.IntentsPerEventMax"/> intents in one event, is quarantined: what it wanted in that event is
/// forgotten, its live orders are canceled, and it sees nothing until it is started again. Nobody else notices.</para>
/// <para><b>Order of calls for one input:</b> reports of everything earlier inputs caused, timers that are due, the
/// bar that the input closes, then the input itself.</para>
/// </remarks>
public interface IStrategy
{
    /// <summary>
    /// Whether it wants to know what became of its orders. One that does not is never waited for, and must not look at
    /// positions.
    /// </summary>
    bool TakesFeedback => true;

    /// <summary>What may be set, with range and default; in the order of their numbers, from 0.</summary>
    IReadOnlyList<ParameterDescription> Parameters { get; }

    /// <summary>Once, before everything else; sizes its state. May allocate.</summary>
    void OnAttached(StrategyPort port);

    /// <summary>The strategy sees this instrument from now on. Before the session opens; may allocate.</summary>
    void OnSubscribed(in InstrumentDefinition instrument, StrategyPort port)
    {
    }

    /// <summary>
    /// It starts or starts again, flat or not: it says here, by <see cref="StrategyPort.ReportHistory"/>, how much
    /// history it needs.
    /// </summary>
    void OnStarted(StrategyPort port)
    {
    }

    /// <summary>A parameter has a new value, which is inside its range. Also before the start, once for each.</summary>
    void OnParameter(int parameterId, long value, StrategyPort port)
    {
    }

    void OnQuote(in Quote quote, StrategyPort port)
    {
    }

    void OnTrade(in Trade trade, StrategyPort port)
    {
    }

    void OnBar(in BarClosed bar, StrategyPort port)
    {
    }

    /// <summary>The feed of an instrument lost messages: what is known of it may be wrong until data come again.</summary>
    void OnGap(in FeedGap gap, StrategyPort port)
    {
    }

    void OnSignal(in Signal signal, StrategyPort port)
    {
    }

    void OnAccepted(in OrderAccepted accepted, StrategyPort port)
    {
    }

    /// <summary>An order, or a change of one, was refused.</summary>
    /// <param name="ended">The order itself is refused; <c>false</c> when it lives on as it was.</param>
    void OnRejected(in OrderRejected rejected, bool ended, StrategyPort port)
    {
    }

    void OnReplaced(in OrderReplaced replaced, StrategyPort port)
    {
    }

    /// <summary>A part or all of an order traded; the port's position counts it already.</summary>
    void OnFilled(in OrderFilled filled, StrategyPort port)
    {
    }

    /// <summary>The order ended without (more) trading: canceled or expired.</summary>
    void OnEnded(ulong clientOrderId, uint instrumentId, long leavesLots, StrategyPort port)
    {
    }

    void OnTimer(long timerId, StrategyPort port)
    {
    }

    /// <summary>Hashes what decides its future, so that replays can be compared.</summary>
    void AddTo(ref StrategyHash hash)
    {
    }
}
