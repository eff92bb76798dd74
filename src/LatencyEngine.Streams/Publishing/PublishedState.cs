using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// The engine's state as its publisher knows it, out of the very messages that it sends: what a snapshot tells. The
/// publisher's thread; owns view and market.
/// </summary>
internal sealed class PublishedState
{
    private const int Recent = 64;

    public PublishedState(PublisherOptions options)
    {
        View = new EngineView(LimitsOf(options.Capacities));
        Market = new MarketBoard(options.Capacities);
        InputSequence = options.FirstInputSequence - 1;
    }

    /// <summary>Everything but prices and books.</summary>
    public EngineView View { get; }

    public MarketBoard Market { get; }

    /// <summary>Last input seen; -1 for none.</summary>
    public long InputSequence { get; private set; }

    /// <summary>Event time of that input, UTC nanoseconds.</summary>
    public long EventNanos { get; private set; }

    public long Outputs { get; private set; }

    /// <summary>Takes over an output.</summary>
    public void SeeOutput(ReadOnlySpan<byte> message)
    {
        Outputs++;
        View.Apply(message);
    }

    /// <summary>Counts an input, and takes over what it says of the market or defines.</summary>
    /// <param name="marketSequence">Last message of the market stream, this input included.</param>
    public MarketChange SeeInput(ref EngineEvent input, long marketSequence)
    {
        InputSequence++;
        EventNanos = input.TimestampNanos;
        return input.TemplateId switch
        {
            Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId =>
                Market.Apply(ref input, marketSequence),
            InstrumentStatusChanged.TemplateId => Market.Apply(in input.As<InstrumentStatusChanged>(), marketSequence),
            FeedGap.TemplateId => Market.Apply(in input.As<FeedGap>(), marketSequence),
            _ => SeeDefinition(ref input),
        };
    }

    /// <summary>Takes over a definition, and everything else that is no market data.</summary>
    public MarketChange SeeDefinition(ref EngineEvent input)
    {
        if (input.TemplateId == InstrumentDefinition.TemplateId) Market.Define(in input.As<InstrumentDefinition>());
        if (IsTold(input.TemplateId)) View.Apply(input.AsBytes());
        return default;
    }

    /// <summary>Whether an input is told on the events stream: definitions, and how instruments, feeds and session are.</summary>
    public static bool IsTold(ushort templateId) => templateId
        is InstrumentDefinition.TemplateId or InstrumentStatusChanged.TemplateId or AccountDefinition.TemplateId
        or StrategyDefinition.TemplateId or CurrencyRate.TemplateId or FeedStatus.TemplateId or SessionOpened.TemplateId;

    private static ViewerLimits LimitsOf(Capacities capacities) => new()
    {
        InstrumentIdEnd = capacities.InstrumentIdEnd,
        DepthLevels = 0,
        LiveOrders = capacities.LiveOrders,
        EndedOrders = 0,
        Fills = Recent,
        Positions = capacities.Positions,
        Accounts = capacities.Accounts,
        Currencies = capacities.Currencies,
        CurrencyRates = capacities.Currencies * capacities.Currencies,
        Balances = Math.Min(1 << 20, capacities.Accounts * capacities.Currencies * (int)LedgerAccount.Taxes),
        Strategies = capacities.Strategies,
        StrategyParameters = capacities.Strategies * 64,
        TradingStates = 1 + capacities.Accounts + capacities.Strategies + capacities.InstrumentIdEnd,
        RiskLimits = capacities.RiskLimits,
        Alerts = Recent,
        Rejections = Recent,
        Answers = Recent,
    };
}
