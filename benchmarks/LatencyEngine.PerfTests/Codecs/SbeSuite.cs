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
            var goals = isEncoding ? SbeGoals.Encode : SbeGoals.Decode;
            yield return Contest<OverlayTopOfBook>("TopOfBook, 58 bytes", bench.Pinned, isEncoding, goals,
                TopOfBook);
            yield return Contest<OverlaySingleOrder>("SingleOrder, 128 bytes", bench.Pinned, isEncoding,
                goals, SingleOrder);
            yield return Contest<FlyweightExecutionDetail>(
                "ExecutionDetail, nested groups and data", bench.Pinned, isEncoding, SbeGoals.Variable,
                Variable<FlyweightExecutionDetail, GeneratedExecutionDetail>);
            yield return Contest<FlyweightDepthSnapshot>(
                "DepthSnapshot, 2 × 10 levels", bench.Pinned, isEncoding, SbeGoals.Variable,
                Variable<FlyweightDepthSnapshot, GeneratedDepthSnapshot>);
        }
    }

    private static Contender[] TopOfBook(CodecEntry enter) =>
    [
        enter.As<OverlayTopOfBook>("packed struct by hand", Trait.Baseline),
        enter.As<SpanTopOfBook>("checked spans by hand", Trait.Platform),
        .. enter.OnlyToDecode<CheckedTopOfBook>("packed struct by hand, header checked",
            Trait.Platform | Trait.Checked),
        enter.As<InPlaceTopOfBook>("generated struct in place", Trait.Ours),
        enter.As<GeneratedTopOfBook>("generated struct, " + enter.HowGuarded, Trait.Ours | Trait.Checked),
    ];

    private static Contender[] SingleOrder(CodecEntry enter) =>
    [
        enter.As<OverlaySingleOrder>("packed struct by hand", Trait.Baseline),
        enter.As<SpanSingleOrder>("checked spans by hand", Trait.Platform),
        .. enter.OnlyToDecode<CheckedSingleOrder>("packed struct by hand, header checked",
            Trait.Platform | Trait.Checked),
        enter.As<InPlaceSingleOrder>("generated struct in place", Trait.Ours),
        enter.As<GeneratedSingleOrder>("generated struct, " + enter.HowGuarded, Trait.Ours | Trait.Checked),
    ];

    private static Contender[] Variable<TFlyweight, TGenerated>(CodecEntry enter)
        where TFlyweight : ICodec
        where TGenerated : ICodec =>
    [
        enter.As<TFlyweight>("flyweight by hand", Trait.Baseline),
        enter.As<TGenerated>("generated codec", Trait.Ours | Trait.Checked),
    ];

    private static Contest Contest<TBaseline>(
        string message, Crew crew, bool isEncoding, Goal[] goals, Func<CodecEntry, Contender[]> contenders)
        where TBaseline : ICodec
    {
        var entry = new CodecEntry(crew, MessageSet.Of<TBaseline>(), isEncoding);
        return new Contest($"{(isEncoding ? "Encode" : "Decode")} {message}", Columns,
            () => contenders(entry), goals)
        {
            IsThreaded = false,
            SampleTime = TimeSpan.FromMilliseconds(SampleMillis),
        };
    }
}
