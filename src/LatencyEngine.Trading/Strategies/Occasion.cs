namespace LatencyEngine.Trading.Strategies;

/// <summary>Why a strategy is called.</summary>
internal enum Occasion : byte
{
    None,
    Started,
    Parameter,
    Quote,
    Trade,
    Bar,
    Gap,
    Signal,
    Timer,
    Accepted,
    Rejected,
    Replaced,
    Filled,
    Canceled,
    Expired,
}
