using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>The contests of <c>bench sbe</c>: one core, one message, written or read.</summary>
internal static class SbeSuite
{
    /// <summary>The column of allocated bytes.</summary>
    public const int BytesColumn = 1;

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
            yield return Fixed<OverlayTopOfBook, SpanTopOfBook, GeneratedTopOfBook>("TopOfBook, 58 bytes", bench.Pinned, isEncoding);
            yield return Fixed<OverlaySingleOrder, SpanSingleOrder, GeneratedSingleOrder>("SingleOrder, 128 bytes", bench.Pinned, isEncoding);
            yield return Variable<FlyweightExecutionDetail, GeneratedExecutionDetail>(
                "ExecutionDetail, nested groups and data", bench.Pinned, isEncoding);
            yield return Variable<FlyweightDepthSnapshot, GeneratedDepthSnapshot>(
                "DepthSnapshot, 2 × 10 levels", bench.Pinned, isEncoding);
        }
    }

    private static Contest Fixed<TOverlay, TSpan, TGenerated>(string message, Crew crew, bool isEncoding)
        where TOverlay : ICodec
        where TSpan : ICodec
        where TGenerated : ICodec =>
        Contest(message, isEncoding, expected =>
        [
            new CodecRun<TOverlay>("packed struct by hand", Trait.Baseline, crew, expected, isEncoding),
            new CodecRun<TSpan>("checked spans by hand", Trait.Platform, crew, expected, isEncoding),
            new CodecRun<TGenerated>("generated struct", Trait.Ours, crew, expected, isEncoding),
        ], MessageSet.Of<TOverlay>(), SbeGoals.Fixed);

    private static Contest Variable<TFlyweight, TGenerated>(string message, Crew crew, bool isEncoding)
        where TFlyweight : ICodec
        where TGenerated : ICodec =>
        Contest(message, isEncoding, expected =>
        [
            new CodecRun<TFlyweight>("flyweight by hand", Trait.Baseline, crew, expected, isEncoding),
            new CodecRun<TGenerated>("generated codec", Trait.Ours, crew, expected, isEncoding),
        ], MessageSet.Of<TFlyweight>(), SbeGoals.Variable);

    private static Contest Contest(
        string message, bool isEncoding, Func<MessageSet, Contender[]> enter, MessageSet expected, Goal[] goals) =>
        new($"{(isEncoding ? "Encode" : "Decode")} {message}", Columns, () => enter(expected), goals)
        {
            IsThreaded = false,
            SampleTime = TimeSpan.FromMilliseconds(SampleMillis),
        };
}
