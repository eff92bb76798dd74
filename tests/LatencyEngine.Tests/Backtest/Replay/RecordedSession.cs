using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Tests.Journal.Log;
using LatencyEngine.Tests.Trading.Pipeline;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Tests.Backtest.Replay;

/// <summary>A session as a journal would hold it, in memory: a head, and every input followed by its outputs.</summary>
internal sealed class RecordedSession
{
    public const long FirstSequence = 1;

    private readonly int _seed;

    private RecordedSession(int seed, List<byte[]> messages)
    {
        _seed = seed;
        Messages = messages;
    }

    public static Capacities Sizes { get; } = RandomSession.Sizes with { LaneSlots = 2_048 };

    public static SessionHead Head { get; } = LogFixture.Head(1) with { FirstSequence = FirstSequence };

    /// <summary>In their order; the first one has the first sequence.</summary>
    public List<byte[]> Messages { get; }

    public long LastSequence => FirstSequence + Messages.Count - 1;

    public static RecordedSession Record(int seed, int inputs)
    {
        var messages = new List<byte[]> { Head.ToMessage() };
        using var stepper = new StageStepper(StagesOf(seed));
        foreach (var input in RandomSession.Record(seed, inputs))
        {
            var e = input;
            messages.Add(LogFixture.Bytes(e));
            stepper.Step(ref e);
            for (var i = 0; i < stepper.OutputCount; i++) messages.Add(LogFixture.Bytes(stepper.Output(i)));
        }

        return new RecordedSession(seed, messages);
    }

    public TradingStages NewStages() => StagesOf(_seed);

    public StageStepper NewStepper() => new(NewStages());

    public ISessionReader Open() => new Reader(Messages);

    /// <summary>The same with other records.</summary>
    public RecordedSession With(Action<List<byte[]>> change)
    {
        List<byte[]> messages = [.. Messages.Select(message => (byte[])message.Clone())];
        change(messages);
        return new RecordedSession(_seed, messages);
    }

    /// <summary>Only the first records.</summary>
    public RecordedSession CutAfter(int records) => With(messages => messages.RemoveRange(records, messages.Count - records));

    /// <summary>Index of the n-th record from here that is, or is not, an output.</summary>
    public int Find(int from, bool isOutput) => Enumerable.Range(from, Messages.Count - from)
        .First(i => (KindAt(i) == RecordKind.Output) == isOutput);

    public RecordKind KindAt(int index) => new JournalRecord(0, Messages[index]).Kind;

    private static TradingStages StagesOf(int seed) =>
        new(Sizes, RandomSession.Seats(seed), OpenGate.Instance, OpenGate.Instance);

    private sealed class Reader(List<byte[]> messages) : ISessionReader
    {
        private int _next;

        public SessionHead Head => RecordedSession.Head;

        public bool TryRead(out JournalRecord record)
        {
            record = default;
            if (_next >= messages.Count) return false;
            record = new JournalRecord(FirstSequence + _next, messages[_next]);
            _next++;
            return true;
        }

        public void SeekSequence(long sequence) => _next = (int)(sequence - FirstSequence);

        public void SeekTime(long timestampNanos) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
