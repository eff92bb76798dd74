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
    private int _count;

    public Subscriptions(int instrumentIdEnd)
    {
        _firstOfInstrument = new int[instrumentIdEnd];
        _firstBarOfInstrument = new int[instrumentIdEnd];
        Array.Fill(_firstOfInstrument, None);
        Array.Fill(_firstBarOfInstrument, None);
    }

    public int BarCount { get; private set; }

    /// <summary>The first subscription to an instrument, in the order in which they were made.</summary>
    public int FirstOf(uint instrumentId) =>
        instrumentId < (uint)_firstOfInstrument.Length ? _firstOfInstrument[instrumentId] : None;

    public int FirstBarOf(uint instrumentId) => _firstBarOfInstrument[instrumentId];

    public ref Subscription this[int index] => ref _subscriptions[index];

    public ref BarSeries Bar(int index) => ref _bars[index];

    /// <summary>
    /// A seat sees an instrument once however often it asks, and bars of each kind and length once.
    /// </summary>
    [ColdPath("strategies subscribe before trading")]
    public void Add(int seat, in StrategySubscription wanted)
    {
        // Before anything points into it: it may move.
        if (_count + 2 > _subscriptions.Length) Array.Resize(ref _subscriptions, 2 * _subscriptions.Length);
        Append(ref _firstOfInstrument[wanted.InstrumentId], seat);
        if (wanted.BarNanos <= 0) return;
        var bar = FindOrAddBar(wanted); // The array of bars may move, too.
        Append(ref _bars[bar].First, seat);
    }

    private void Append(ref int link, int seat)
    {
        while (link != None)
        {
            ref var present = ref _subscriptions[link];
            if (present.Seat == seat) return;
            link = ref present.Next;
        }

        link = _count;
        _subscriptions[_count++] = new Subscription { Seat = seat, Next = None };
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
            Builder = new BarBuilder(wanted.InstrumentId, wanted.BarKind, wanted.BarNanos),
            First = None,
            Next = None,
        };
        return BarCount++;
    }
}

/// <summary>One seat's interest in one instrument, or in one of its bars.</summary>
internal struct Subscription
{
    public int Seat;

    /// <summary>Who asked for the same after it.</summary>
    public int Next;
}

/// <summary>The bars of one instrument, kind and length.</summary>
internal struct BarSeries
{
    public BarBuilder Builder;

    /// <summary>The subscription of the seat that asked for it first.</summary>
    public int First;

    /// <summary>Other bars of the instrument.</summary>
    public int Next;
}
