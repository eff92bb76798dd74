namespace LatencyEngine.Host.Soak;

/// <summary>How the engine is to be tormented. Immutable.</summary>
internal sealed record SoakOptions
{
    /// <summary>How often the engine is killed.</summary>
    public required int Kills { get; init; }

    /// <summary>Decides the moments; the same seed asks for the same ones.</summary>
    public required int Seed { get; init; }

    /// <summary>Emptied of what an earlier soak left; the journal is below it.</summary>
    public required string Folder { get; init; }

    /// <summary>The longest time that a child lives before it is killed.</summary>
    public required TimeSpan LifeMax { get; init; }

    /// <summary>Whether the journal is shipped to a private PostgreSQL, which is killed as well.</summary>
    public required bool WithStore { get; init; }

    /// <summary>Assignments of the session, beside those of the soak.</summary>
    public required IReadOnlyList<string> Assignments { get; init; }
}
