namespace LatencyEngine.PerfTests.Harness;

/// <summary>A question, its rivals and its goals. Data only; <see cref="Referee"/> runs it.</summary>
internal sealed record Contest(string Title, Column[] Columns, Func<Contender[]> Enter, Goal[] Goals)
{
    /// <summary>Whether a round-trip probe stands on either side of each sample.</summary>
    public bool IsThreaded { get; init; } = true;

    /// <summary>How long one sample should last; operations per sample follow from it.</summary>
    public TimeSpan SampleTime { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Operations per sample where their number is fixed instead of following from the time.
    /// </summary>
    public long? FixedOperations { get; init; }

    /// <summary>
    /// Samples of each rival that must be of one regime; <c>null</c> takes the suite's number.
    /// </summary>
    public int? SamplesWanted { get; init; }

    /// <summary>
    /// Whether rivals run before their first sample, for the JIT; not where one run takes seconds.
    /// </summary>
    public bool IsWarmedUp { get; init; } = true;

    /// <summary>One line for the reader, printed below the title.</summary>
    public string Note { get; init; } = "";
}
