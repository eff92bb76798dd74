namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// What a contest found about one rival: per column the median, least and greatest of the samples that count.
/// </summary>
internal sealed record Row(string Name, Trait Traits, int Samples, Spread[] Figures)
{
    /// <summary>The figure that is compared.</summary>
    public Spread Main => Figures[0];

    public bool Is(Trait trait) => (Traits & trait) == trait;
}
