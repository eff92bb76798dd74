namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>How a simulated network treats datagrams.</summary>
internal sealed record LinkConditions
{
    /// <summary>From 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>From 0 to 1: arrives twice.</summary>
    public double Duplication { get; init; }

    /// <summary>From 0 to 1: arrives later by up to <see cref="ReorderingNanos"/>.</summary>
    public double Reordering { get; init; }

    public long ReorderingNanos { get; init; } = 500_000;

    public long DelayNanos { get; init; } = 10_000;

    /// <summary>A bad network: a fifth is lost, doubled or late.</summary>
    public static LinkConditions Bad { get; } = new() { Loss = 0.2, Duplication = 0.2, Reordering = 0.2 };
}
