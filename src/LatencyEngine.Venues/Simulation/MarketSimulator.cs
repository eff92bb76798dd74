using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// A market that nobody trades: made from a seed, told as quotes, trades, levels and orders, each flagged as
/// simulated. Read by one cold thread; owns the state of all instruments, and allocates nothing after
/// construction.
/// </summary>
/// <remarks>
/// <para><b>Determinism.</b> The events are a function of the options alone. Only integers are used, and one
/// stream of random numbers in one order, so that every host makes the same bytes.</para>
/// <para><b>A message</b> is what a venue would send at once: the changes of one instrument at one time, the
/// trades that caused them, and the quote when the best price or size changed. Its last event is flagged
/// EndOfBatch.</para>
/// <para><b>Start.</b> FeedStatus Connected, then each instrument's opening book, flagged as a
/// snapshot.</para>
/// <para><b>Gaps</b> are of one instrument, whose messages are numbered as a venue does: what happens in the
/// gap happens to the book but is not told. The snapshot that follows keeps the orders' ids and ages.</para>
/// <para><b>Known limitations.</b> Nobody's orders move this market: fills against it are the matcher's
/// affair. There are no auctions, halts or sessions, and instruments share bursts but not directions.</para>
/// </remarks>
public sealed class MarketSimulator : IFeed
{
    private const int LostMessagesMax = 32;
    private const int Million = 1_000_000;
    private const int BurstFactorDivisor = 4;

    private readonly SimulationOptions _options;
    private readonly RandomSource _random;
    private readonly InstrumentState[] _instruments;
    private readonly IMarketModel[] _models = new IMarketModel[(int)MarketModel.OrderByOrder + 1];
    private readonly EventBatch _events;
    private readonly ArrivalProcess _arrivals;
    private readonly PriceProcess _prices;
    private readonly FlowProcess _flow;
    private int _opened;
    private bool _lastTraded;
    private bool _ended;
    private long _messages;
    private long _told;
    private long _gaps;

    /// <exception cref="ArgumentException">An option is out of its range; the parameter is its
    /// name.</exception>
    public MarketSimulator(SimulationOptions options)
    {
        options.Validate();
        _options = options;
        _random = new RandomSource(options.Seed);
        _events = new EventBatch(options.FeedId, options.VenueId);
        _instruments = new InstrumentState[options.InstrumentCount];
        Instruments = MakeInstruments();
        MakeModels();
        _arrivals = new ArrivalProcess(options, _random, _instruments);
        var burstFactor = 1 + (options.BurstIntensity / BurstFactorDivisor);
        _prices = new PriceProcess(_random, burstFactor);
        _flow = new FlowProcess(_random, burstFactor);
        _events.TimestampNanos = _arrivals.NowNanos;
        _events.Status(FeedState.Connected, messages: 0);
    }

    public string Name => $"simulated market, seed {_options.Seed}, {_options.InstrumentCount} instruments";

    public ushort FeedId => _options.FeedId;

    public FeedProgress Progress => new(_messages, _told, BytesRead: 0, BytesTotal: 0, _gaps, Reordered: 0);

    /// <summary>Most popular first, with ids from 1. To be defined before the first event is told.</summary>
    public IReadOnlyList<InstrumentTerms> Instruments { get; }

    public FeedRead TryRead(ref EngineEvent slot)
    {
        while (!_events.TryTake(ref slot))
        {
            if (_ended) return FeedRead.End;
            _events.Clear();
            Fill();
        }

        _told++;
        return FeedRead.Event;
    }

    public void Dispose()
    {
        // Nothing but memory is owned.
    }

    private void Fill()
    {
        if (_options.EventCount > 0 && _told >= _options.EventCount) End();
        else if (_opened < _instruments.Length) TellSnapshot(_instruments[_opened++], MarketFlags.Snapshot);
        else Step();
    }

    private void End()
    {
        _events.Status(FeedState.Ended, _messages);
        _ended = true;
    }

    private void Step()
    {
        ref var state = ref _instruments[_arrivals.Next(_lastTraded)];
        _events.TimestampNanos = _arrivals.NowNanos;
        if (_random.Below(Million) < _options.GapsPerMillion) Lose(ref state);
        else Happen(ref state);
    }

    private void Happen(ref InstrumentState state)
    {
        _lastTraded = Act(ref state);
        if (_events.Count == 0) return;
        _events.EndMessage();
        _messages++;
        _arrivals.Advance(_events.Count);
    }

    /// <summary>Lets one thing happen to an instrument, and tells it.</summary>
    /// <returns>Whether it was a trade.</returns>
    private bool Act(ref InstrumentState state)
    {
        var (bid, ask) = (state.Bid, state.Ask);
        var inBurst = _arrivals.InBurst(state.Group);
        _prices.Advance(ref state, inBurst);
        var action = _flow.Next(ref state, inBurst);
        _models[(int)state.Model].Apply(ref state, action);
        if (bid.DiffersFrom(state.Bid) || ask.DiffersFrom(state.Ask)) _events.Quote(state);
        if (_events.Count > 0) state.Messages++;
        return action.Kind >= FlowKind.Trade;
    }

    private void Lose(ref InstrumentState state)
    {
        var expected = state.Messages + 1;
        for (var i = 1 + _random.Below(LostMessagesMax); i > 0; i--)
        {
            Act(ref state);
            _events.Clear();
        }

        if (state.Messages + 1 == expected) return;
        _gaps++;
        _events.Gap(state.Id, expected, state.Messages + 1);
        _events.Status(FeedState.Resynchronizing, _messages);
        TellSnapshot(state, MarketFlags.Snapshot | MarketFlags.Recovered);
        _events.Status(FeedState.Connected, _messages);
    }

    private void TellSnapshot(in InstrumentState state, MarketFlags flags)
    {
        var model = _models[(int)state.Model];
        _events.Flags = MarketFlags.Simulated | flags;
        model.TellClear(state);
        model.TellBook(state);
        _events.Quote(state);
        _events.EndMessage();
        _events.Flags = MarketFlags.Simulated;
        _messages++;
    }

    private InstrumentTerms[] MakeInstruments()
    {
        var factory = new InstrumentFactory(_options, _random);
        var terms = new InstrumentTerms[_instruments.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            _instruments[i] = factory.Make(i);
            terms[i] = factory.TermsOf(_instruments[i]);
        }

        return terms;
    }

    private void MakeModels()
    {
        var tape = new TradeTape(_events);
        _models[(int)MarketModel.TopOfBook] = new TopOfBookModel(_random, tape);
        _models[(int)MarketModel.Depth] = new DepthModel(_random, tape, _events, CountOf(MarketModel.Depth));
        _models[(int)MarketModel.OrderByOrder] =
            new OrderByOrderModel(_random, tape, _events, CountOf(MarketModel.OrderByOrder));
        foreach (ref var state in _instruments.AsSpan()) _models[(int)state.Model].Open(ref state);
    }

    private int CountOf(MarketModel model) => Instruments.Count(terms => terms.MarketModel == model);
}
