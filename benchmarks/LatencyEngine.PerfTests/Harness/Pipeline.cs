namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// A throughput contender made of parts that run at the same time on the crew, each told how many events the
/// run has. The answer of the last part must be the expected one. Figure: million events per second.
/// </summary>
internal sealed class Pipeline(string name, Trait traits, Crew crew, Func<long, long> expected)
    : Contender(name, traits)
{
    private const double EventsPerMillion = 1e6;

    /// <summary>The parts; the index is the crew member's.</summary>
    public required Action<long>[] Parts { get; init; }

    /// <summary>What the last stage made of the events of the run that has just ended.</summary>
    public required Func<long> Answer { get; init; }

    /// <summary>Runs on the main thread before each run, outside the measured time.</summary>
    public Action<long> Prepare { get; init; } = _ => { };

    /// <summary>Runs on the main thread after each run, outside the measured time.</summary>
    public Action Finish { get; init; } = () => { };

    public override Measurement Run(long operations)
    {
        Prepare(operations);
        var elapsed = crew.Run(Array.ConvertAll<Action<long>, Action>(Parts, part => () => part(operations)));
        Finish();
        WrongAnswerException.ThrowUnlessEqual(Name, expected(operations), Answer());
        return new Measurement(elapsed, [operations / elapsed.TotalSeconds / EventsPerMillion]);
    }
}
