using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Trading.Snapshots;

namespace LatencyEngine.Tests.Trading.Snapshots;

/// <summary>Marks as no state what decides when it orders: the negative control of snapshots.</summary>
internal sealed class ForgettingStrategy : IStrategy
{
    [NotState("which is a lie")]
    private int _quotes;

    public IReadOnlyList<ParameterDescription> Parameters { get; } = [];

    public void OnAttached(StrategyPort port)
    {
    }

    public void OnQuote(in Quote quote, StrategyPort port)
    {
        if (++_quotes % 7 == 0 && quote.BidPrice is { } bid)
            port.SubmitLimit(quote.InstrumentId, Side.Buy, 1, bid, TimeInForce.Ioc);
    }
}

/// <summary>The same without the lie.</summary>
internal sealed class CountingStrategy : IStrategy
{
    private int _quotes;

    public IReadOnlyList<ParameterDescription> Parameters { get; } = [];

    public void OnAttached(StrategyPort port)
    {
    }

    public void OnQuote(in Quote quote, StrategyPort port)
    {
        if (++_quotes % 7 == 0 && quote.BidPrice is { } bid)
            port.SubmitLimit(quote.InstrumentId, Side.Buy, 1, bid, TimeInForce.Ioc);
    }
}

/// <summary>Keeps its state where snapshots do not know to look.</summary>
internal sealed class RememberingStrategy : IStrategy
{
    private readonly Dictionary<uint, int> _quotes = [];

    public IReadOnlyList<ParameterDescription> Parameters { get; } = [];

    public void OnAttached(StrategyPort port)
    {
    }

    public void OnQuote(in Quote quote, StrategyPort port) => _quotes[quote.InstrumentId] = 1;
}
