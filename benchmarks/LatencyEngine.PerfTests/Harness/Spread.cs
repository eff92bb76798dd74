namespace LatencyEngine.PerfTests.Harness;

/// <summary>Median, least and greatest of some samples. All NaN where there were none.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread None => new(double.NaN, double.NaN, double.NaN);

    public bool Exists => !double.IsNaN(Median);

    public static Spread Of(IReadOnlyCollection<double> values) =>
        values.Count == 0 ? None : new Spread(Statistics.Median(values), values.Min(), values.Max());
}
