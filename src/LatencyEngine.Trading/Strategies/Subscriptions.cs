using LatencyEngine.Domain;
using LatencyEngine.Strategies.Bars;

namespace LatencyEngine.Trading.Strategies;

/// <summary>
/// Which strategy sees which instrument, and the bars that are built for them: one builder for each instrument, kind
/// and length, whoever wants it. The strategy stage's thread; grows only before the session opens.
/// </summary>
internal sealed class Subscriptions
{
    public const int None = -1;

    private readonly int[] _firstOfInstrument;
    private readonly int[] _firstBarOfInstrument;
    private Subscription[] _subscriptions = new Subscription[16];
    private BarSeries[] _bars = new BarSeries[16];

    public Subscriptions(int instrumentIdEnd)
    {
        _firstOfInstrument = new int[instrumentIdEnd];
        _firstBarOfInstrument = new int[instrumentIdEnd];
        Array.Fill(_firstOfInstrument, None);
        Array.Fill(_firstBarOfInstrument, None);
    }

    public int Count { get; private set; }

    public int BarCount { get; private set; }

    /// <summary>The first subscription to an instrument, in the order in which they were made.</summary>
    public int FirstOf(uint instrumentId) =>
        instrumentId < (uint)_firstOfInstrument.Length ? _firstOfInstrument[instrumentId] : None;

    public int FirstBarOf(uint instrumentId) => _firstBarOfInstrument[instrumentId];

    public ref Subscription this[int index] => ref _subscriptions[index];

    public ref BarSeries Bar(int index) => ref _bars[index];

    [ColdPath("strategies subscribe before trading")]
    public void Add(int seat, in StrategySubscription wanted)
    {
        if (Count == _subscriptions.Length) Array.Resize(ref _subscriptions, 2 * Count);
        var index = Count++;
        var bar = wanted.BarNanos > 0 ? FindOrAddBar(wanted) : None;
        _subscriptions[index] = new Subscription { Seat = seat, Bar = bar, Next = None };
        Append(wanted.InstrumentId, index);
    }

    private void Append(uint instrumentId, int index)
    {
        ref var link = ref _firstOfInstrument[instrumentId];
        while (link != None) link = ref _subscriptions[link].Next;
        link = index;
    }

    [ColdPath("strategies subscribe before trading")]
    private int FindOrAddBar(in StrategySubscription wanted)
    {
        ref var link = ref _firstBarOfInstrument[wanted.InstrumentId];
        while (link != None)
        {
            ref var bar = ref _bars[link];
            if (bar.Builder.Kind == wanted.BarKind && bar.Builder.BarNanos == wanted.BarNanos) return link;
            link = ref bar.Next;
        }

        link = BarCount; // Before the array may move: the new one is a copy.
        if (BarCount == _bars.Length) Array.Resize(ref _bars, 2 * BarCount);
        _bars[BarCount] = new BarSeries
        {
            Builder = new BarBuilder(wanted.InstrumentId, wanted.BarKind, wanted.BarNanos), Next = None,
        };
        return BarCount++;
    }
}

/// <summary>One strategy's interest in one instrument.</summary>
internal struct Subscription
{
    public int Seat;

    /// <summary>The bars it wants, or <see cref="Subscriptions.None"/>.</summary>
    public int Bar;

    public int Next;
}

/// <summary>The bars of one instrument, kind and length.</summary>
internal struct BarSeries
{
    public BarBuilder Builder;

    public int Next;
}
