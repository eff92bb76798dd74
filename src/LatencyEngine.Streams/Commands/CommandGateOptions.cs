namespace LatencyEngine.Streams.Commands;

/// <summary>How strict a gate is, and how much it remembers. Immutable.</summary>
public sealed record CommandGateOptions
{
    /// <summary>Oldest command that is taken.</summary>
    public TimeSpan ClockWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far a sender's clock may be ahead.</summary>
    public TimeSpan ClockAheadMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Refusals of each kind that are journaled one by one in a second; others are counted.</summary>
    public int RefusalsPerSecond { get; init; } = 10;

    /// <summary>Newest keys of each actor that are remembered.</summary>
    public int KeysRemembered { get; init; } = 65_536;

    /// <summary>Session that runs.</summary>
    public ulong SessionId { get; init; }

    /// <summary>Input that the first slot of the ring is: above 0 after a restart.</summary>
    public long FirstInputSequence { get; init; }
}
