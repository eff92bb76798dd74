namespace LatencyEngine.Runtime.Metrics;

/// <summary>What a round trip between two cores took, or why that is not known. Immutable.</summary>
/// <param name="FirstCore">The core that asked; meaningless when nothing was measured.</param>
/// <param name="SecondCore">The core that answered.</param>
/// <param name="MedianNanos">Median over chunks of exchanges, 0 when nothing was measured.</param>
/// <param name="P99Nanos">
/// 99th percentile over chunks of <see cref="TwoFlagExchange.ExchangesPerSample"/> exchanges: a single slow
/// exchange is spread over its chunk, since reading the clock costs about as much as an exchange.
/// </param>
/// <param name="SampleCount">The number of chunks behind the figures.</param>
/// <param name="Remark">Why nothing was measured, or what limits the figures; otherwise empty.</param>
[ColdPath("the result of a diagnostic")]
public sealed record RoundTrip(
    int FirstCore, int SecondCore, long MedianNanos, long P99Nanos, int SampleCount, string Remark)
{
    /// <summary>Below this the two are hardware threads of one core (measured 58 ns on Zen 3).</summary>
    public const long SameComplexFromNanos = 80;

    /// <summary>
    /// Above this they do not share a last-level cache (measured 475 to 550 ns; 115 to 145 ns within).
    /// </summary>
    public const long SameComplexToNanos = 250;

    public bool IsMeasured => SampleCount > 0;

    public RoundTripRegime Regime => IsMeasured ? RegimeOf(MedianNanos) : RoundTripRegime.None;

    /// <summary>The regime in words, as it stands in reports of benchmarks.</summary>
    public string RegimeName => Regime switch
    {
        RoundTripRegime.SmtSiblings => "SMT siblings",
        RoundTripRegime.SameComplex => "same cache complex",
        RoundTripRegime.OtherComplex => "other cache complex",
        _ => "not measured",
    };

    public static RoundTripRegime RegimeOf(long medianNanos) => medianNanos switch
    {
        < SameComplexFromNanos => RoundTripRegime.SmtSiblings,
        <= SameComplexToNanos => RoundTripRegime.SameComplex,
        _ => RoundTripRegime.OtherComplex,
    };

    public override string ToString()
    {
        if (!IsMeasured) return $"not measured: {Remark}";
        var figures = $"cores {FirstCore} and {SecondCore}: {MedianNanos} ns, p99 {P99Nanos} ns"
            + $" ({RegimeName})";
        return Remark.Length == 0 ? figures : $"{figures}; {Remark}";
    }

    internal static RoundTrip NotMeasured(string reason) => new(0, 0, 0, 0, 0, reason);
}
