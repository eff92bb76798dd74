using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Venues.Binance;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lean;
using LatencyEngine.Venues.Lobster;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Opens the feeds of a configuration and numbers their instruments. Cold; owns the feeds.
/// </summary>
internal sealed class SessionFeeds : IDisposable
{
    private const int Whole = 100;

    private readonly EngineConfiguration _configuration;
    private readonly List<IFeed> _feeds = [];
    private readonly List<SessionInstrument> _instruments = [];
    private uint _lastInstrumentId;

    /// <exception cref="FeedFormatException">A source is not what it should be.</exception>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public SessionFeeds(EngineConfiguration configuration)
    {
        _configuration = configuration;
        try
        {
            // Simulated instruments are numbered from 1 by the simulator itself, so that it comes first.
            for (var i = 0; i < configuration.Feeds.Length; i++)
                if (configuration.Feeds[i] is SimulatorFeedConfiguration simulator) Open(simulator, FeedId(i));
            for (var i = 0; i < configuration.Feeds.Length; i++)
                if (configuration.Feeds[i].Instrument is { } instrument) Open(configuration.Feeds[i], instrument, FeedId(i));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<IFeed> All => _feeds;

    public IReadOnlyList<SessionInstrument> Instruments => _instruments;

    /// <summary>Whether anything told is made up.</summary>
    public bool AreSimulated => _configuration.Feeds.Any(feed => feed is SimulatorFeedConfiguration);

    public void Dispose()
    {
        foreach (var feed in _feeds) feed.Dispose();
    }

    private static ushort FeedId(int index) => (ushort)(index + 1);

    private void Open(SimulatorFeedConfiguration simulator, ushort feedId)
    {
        var sum = Math.Max(1, simulator.Mix.TopOfBook + simulator.Mix.Depth + simulator.Mix.OrderByOrder);
        var depth = Whole * simulator.Mix.Depth / sum;
        var orders = Whole * simulator.Mix.OrderByOrder / sum;
        var market = new MarketSimulator(new SimulationOptions
        {
            Seed = simulator.Seed ?? _configuration.Session.Seed,
            InstrumentCount = simulator.Instruments,
            EventCount = simulator.Events,
            EventsPerSecond = simulator.EventsPerSecond,
            DepthPercent = depth,
            OrderByOrderPercent = orders,
            TopOfBookPercent = Whole - depth - orders,
            GapsPerMillion = simulator.GapsPerMillion,
            BurstIntensity = simulator.BurstIntensity,
            FeedId = feedId,
        });
        _feeds.Add(market);
        foreach (var terms in market.Instruments)
            _instruments.Add(new SessionInstrument(WithVenueDefaults(terms), feedId));
        _lastInstrumentId = Math.Max(_lastInstrumentId, (uint)market.Instruments.Count);
    }

    private void Open(IFeedConfiguration feed, InstrumentConfiguration instrument, ushort feedId)
    {
        var id = instrument.Id ?? NextFreeId();
        var model = feed switch
        {
            LobsterFeedConfiguration => MarketModel.OrderByOrder,
            BinanceFeedConfiguration => MarketModel.Depth,
            _ => MarketModel.TopOfBook,
        };
        var terms = instrument.ToTerms(id, model, FillModelOf(instrument.Venue));
        _feeds.Add(feed switch
        {
            LobsterFeedConfiguration lobster => new LobsterFeed(lobster.Path, terms, feedId),
            BinanceFeedConfiguration binance => new BinanceFeed(binance.Paths, terms, feedId),
            LeanFeedConfiguration { Paths: [var folder] } lean when Directory.Exists(folder) =>
                new LeanTickFeed(folder, KindOf(lean.Ticks), terms, feedId),
            LeanFeedConfiguration lean => new LeanTickFeed(lean.Paths, KindOf(lean.Ticks), terms, feedId),
            _ => throw new InvalidOperationException($"no feed for {feed.Kind}"),
        });
        _instruments.Add(new SessionInstrument(terms, feedId));
    }

    private uint NextFreeId()
    {
        do _lastInstrumentId++;
        while (_configuration.Feeds.Any(feed => feed.Instrument?.Id == _lastInstrumentId));
        return _lastInstrumentId;
    }

    private static LeanTickKind KindOf(LeanTicks ticks) => ticks switch
    {
        LeanTicks.EquityTrade => LeanTickKind.EquityTrades,
        LeanTicks.EquityQuote => LeanTickKind.EquityQuotes,
        _ => LeanTickKind.ForexQuotes,
    };

    private InstrumentTerms WithVenueDefaults(InstrumentTerms terms) => terms with
    {
        FillModel = FillModelOf(terms.VenueId),
        FeeScheduleId = _configuration.Fees.Length > 0 ? _configuration.Fees[0].Id : (ushort)0,
    };

    private FillModel FillModelOf(ushort venueId)
    {
        foreach (var venue in _configuration.Venues)
            if (venue.Id == venueId) return venue.FillModel;
        return FillModel.Queue;
    }
}
