using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>The contests of <c>bench sbe</c>: one core, one message, written or read.</summary>
internal static class SbeSuite
{
    private const double SampleMillis = 3;

    private static readonly Column[] Columns =
    [
        new("time per message", "ns", HigherIsBetter: false),
        new("bytes", "B", HigherIsBetter: false, Decimals: 0),
    ];

    public static IEnumerable<Contest> Contests(Bench bench)
    {
        foreach (var isEncoding in new[] { true, false })
        {
            yield return Fixed<OverlayTopOfBook, SpanTopOfBook>("TopOfBook, 58 bytes", bench.Pinned, isEncoding);
            yield return Fixed<OverlaySingleOrder, SpanSingleOrder>("SingleOrder, 128 bytes", bench.Pinned, isEncoding);
            yield return Variable<FlyweightExecutionDetail>("ExecutionDetail, nested groups and data", bench.Pinned, isEncoding);
            yield return Variable<FlyweightDepthSnapshot>("DepthSnapshot, 2 × 10 levels", bench.Pinned, isEncoding);
        }
    }

    private static Contest Fixed<TOverlay, TSpan>(string message, Crew crew, bool isEncoding)
        where TOverlay : ICodec
        where TSpan : ICodec =>
        Contest(message, isEncoding, expected =>
        [
            new CodecRun<TOverlay>("packed struct by hand", Trait.Baseline, crew, expected, isEncoding),
            new CodecRun<TSpan>("checked spans by hand", Trait.Platform, crew, expected, isEncoding),
        ], MessageSet.Of<TOverlay>());

    private static Contest Variable<TFlyweight>(string message, Crew crew, bool isEncoding)
        where TFlyweight : ICodec =>
        Contest(message, isEncoding, expected =>
        [
            new CodecRun<TFlyweight>("flyweight by hand", Trait.Baseline, crew, expected, isEncoding),
        ], MessageSet.Of<TFlyweight>());

    private static Contest Contest(
        string message, bool isEncoding, Func<MessageSet, Contender[]> enter, MessageSet expected) =>
        new($"{(isEncoding ? "Encode" : "Decode")} {message}", Columns, () => enter(expected), [])
        {
            IsThreaded = false,
            SampleTime = TimeSpan.FromMilliseconds(SampleMillis),
        };
}
