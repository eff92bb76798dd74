namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// One rival of a contest. Built and sampled by the main thread; its parts run on the crew.
/// </summary>
internal abstract class Contender(string name, Trait traits) : IDisposable
{
    public string Name { get; } = name;

    public Trait Traits { get; } = traits;

    /// <summary>What is released with the contender, in this order.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    /// <summary>
    /// Runs the given number of operations, checks the answer, and returns the time and one figure per
    /// column.
    /// </summary>
    /// <exception cref="WrongAnswerException">What came out is not what went in.</exception>
    public abstract Measurement Run(long operations);

    public bool Is(Trait trait) => (Traits & trait) == trait;

    public void Dispose()
    {
        foreach (var part in Owned) part.Dispose();
    }
}
