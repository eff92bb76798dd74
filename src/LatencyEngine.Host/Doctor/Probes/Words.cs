namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Figures in words; the same everywhere, since the product has one culture. Pure.</summary>
internal static class Words
{
    private const long NanosPerMicro = 1_000;
    private const long NanosPerMilli = 1_000_000;
    private const long TenMicrosNanos = 10 * NanosPerMicro;
    private const long TenMillisNanos = 10 * NanosPerMilli;

    /// <summary>
    /// A duration with two or three significant digits: <c>850 ns</c>, <c>9.3 us</c>, <c>1.1 ms</c>.
    /// </summary>
    public static string Time(long nanos) => nanos switch
    {
        < NanosPerMicro => $"{nanos} ns",
        < TenMicrosNanos => $"{(double)nanos / NanosPerMicro:0.0} us",
        < NanosPerMilli => $"{nanos / NanosPerMicro} us",
        < TenMillisNanos => $"{(double)nanos / NanosPerMilli:0.0} ms",
        _ => $"{nanos / NanosPerMilli} ms",
    };

    public static string Plural(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
