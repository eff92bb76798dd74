namespace LatencyEngine.Host.Journal.Orders;

/// <summary>What happened to one order and why, as the journal tells it. Cold; immutable.</summary>
/// <param name="Events">The inputs that had to do with it, in their order; never empty.</param>
/// <param name="Decision">Where it was decided.</param>
internal sealed record OrderStory(ulong OrderId, OrderFacts Facts, IReadOnlyList<OrderEvent> Events, OrderDecision Decision)
{
    public IEnumerable<OrderOutput> Outputs => Events.SelectMany(e => e.Outputs);
}

/// <summary>An input and what it caused of an order. Cold; immutable.</summary>
/// <param name="Cause">The input.</param>
/// <param name="InputNumber">Its place among the inputs of the session, from 0.</param>
/// <param name="Outputs">In their order.</param>
internal sealed record OrderEvent(RecordCopy Cause, long InputNumber, IReadOnlyList<OrderOutput> Outputs);

/// <summary>One output about an order.</summary>
/// <param name="Index">Its place among all outputs of its input.</param>
internal sealed record OrderOutput(RecordCopy Record, uint Index);

/// <summary>What an order asked for. Cold; immutable.</summary>
internal sealed record OrderFacts(
    ulong ClientOrderId, uint AccountId, ushort StrategyId, uint InstrumentId, string Text);

/// <summary>How the input in which an order was decided is known.</summary>
internal enum OrderDecision
{
    /// <summary>Money was held for it then.</summary>
    Held,

    /// <summary>It is the command that asked for it.</summary>
    Asked,

    /// <summary>Its venue has no delay: it was decided in the input that accepted it.</summary>
    AtOnce,

    /// <summary>The inputs were executed again to find it.</summary>
    Replayed,

    /// <summary>It was some time before it was accepted.</summary>
    Unknown,
}
