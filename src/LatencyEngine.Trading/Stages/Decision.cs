using LatencyEngine.Domain.Events;

namespace LatencyEngine.Trading.Stages;

/// <summary>
/// What risk has decided: a command that may be carried out, or an output to be written as it is. Only risk makes
/// them, and matching takes nothing else: there is no way to the market around risk.
/// </summary>
public struct Decision
{
    /// <summary>
    /// An approved <c>SubmitOrder</c>, <c>ReplaceOrder</c>, <c>CancelOrder</c> or <c>MassCancel</c>; or an output,
    /// whose cause and index are filled in when it is written.
    /// </summary>
    public EngineEvent Event;

    /// <summary>For orders: money to hold for the whole of what is left to fill, in the instrument's currency.</summary>
    public long Hold;

    /// <summary>
    /// For market orders: in 1e-9, the price beyond which they take nothing. Their hold pays for every fill up to it.
    /// </summary>
    public long WorstPrice;
}
