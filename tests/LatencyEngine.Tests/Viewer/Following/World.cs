using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Tests.Streams;
using LatencyEngine.Viewer.Following;
using Quoted = LatencyEngine.Domain.Quote;

namespace LatencyEngine.Tests.Viewer.Following;

/// <summary>An engine, a viewer, and a network between them that does what a seed decides.</summary>
internal sealed class World
{
    private const int Inputs = 3_000;
    private const int RestartsMax = 3;

    private readonly Random _random;
    private readonly int _seed;
    private readonly Dictionary<MemoryOutlet, int> _delivered = [];
    private List<EngineEvent> _events;
    private int _next;
    private int _restarts;
    private (int StreamId, int After)? _drop;

    public World(int seed, MarketStream market = MarketStream.Conflated)
    {
        _seed = seed;
        _random = new Random(seed);
        _events = StreamedEngine.Record(seed, Inputs);
        Engine = new StreamedEngine(firstSessionId: 100, clock: Clock);
        Follower = new EngineFollower(new FollowerOptions { Limits = StreamedEngine.Small, Market = market }, Clock);
    }

    public ManualClock Clock { get; } = new(1_700_000_000_000_000_000);

    public StreamedEngine Engine { get; private set; }

    public EngineFollower Follower { get; }

    public int LossPerMille { get; set; }

    public int DoublePerMille { get; set; }

    public int SwapPerMille { get; set; }

    public int RestartPerMille { get; set; }

    /// <summary>Lets the engine work, and the network deliver.</summary>
    /// <param name="listens">Whether the viewer is there.</param>
    public void Run(int steps, bool listens = true)
    {
        for (var i = 0; i < steps; i++)
        {
            if (_restarts < RestartsMax && Happens(RestartPerMille)) Restart();
            Publish(_random.Next(5));
            Step((5 + _random.Next(20)) * StreamedEngine.Millisecond, listens);
        }
    }

    public void RunToEnd()
    {
        while (_next < _events.Count)
        {
            Publish(20);
            Step(5 * StreamedEngine.Millisecond, listens: true);
        }

        Settle();
    }

    /// <summary>The engine stops without a word, and another one begins.</summary>
    public void Restart()
    {
        _restarts++;
        Engine = new StreamedEngine(firstSessionId: 100 + (_restarts * 100), clock: Clock);
        _events = StreamedEngine.Record(_seed + (_restarts * 1_000), Inputs);
        _next = 0;
    }

    /// <summary>Loses one message of a stream.</summary>
    /// <param name="after">So many others still come through.</param>
    public void DropNext(int streamId, int after = 0) => _drop = (streamId, after);

    /// <summary>From now on the network is good, and time enough passes for anything to be made up for.</summary>
    public void BeCalm()
    {
        (LossPerMille, DoublePerMille, SwapPerMille, RestartPerMille) = (0, 0, 0, 0);
        Run(300);
    }

    /// <summary>Nothing new happens until everything is told.</summary>
    public void Settle()
    {
        for (var i = 0; i < 12; i++) Step(100 * StreamedEngine.Millisecond, listens: true);
    }

    /// <summary>One more quote, and time enough for it to be told.</summary>
    public void Quote(long bid)
    {
        var quote = _events.Last(e => e.TemplateId == Quoted.TemplateId);
        quote.As<Quoted>().BidPriceRaw = bid;
        Engine.Publish(quote);
        Settle();
    }

    /// <summary>
    /// What the viewer has of instruments without a book is what the engine has, told or not. That prices are in doubt is
    /// told with the conflated data, and so a little later.
    /// </summary>
    public void AssertSameQuotes()
    {
        foreach (var row in Follower.View.Instruments.Rows)
            if (row.Definition.MarketModel == MarketModel.TopOfBook && Engine.Publisher.State.Market.Books.IsSound(row.Id))
                Assert.Equal(PricesOf(in Engine.Publisher.State.Market[row.Id]), PricesOf(in row.Market));
    }

    // Which message of the market stream was the last of an instrument, the engine only says where it tells its state.
    private static string PricesOf(in InstrumentSnapshot market)
    {
        var prices = market;
        prices.MarketSequence = 0;
        return $"{prices}";
    }

    public void AssertSame()
    {
        Settle();
        Assert.Contains(Follower.State, (ViewerState[])[ViewerState.Live, ViewerState.Ended]);
        Assert.Equal(StateText.Of(Engine.Truth()), StateText.Of(Follower.View));
    }

    /// <summary>The viewer hears what another engine says meanwhile.</summary>
    public void Hear(StreamedEngine other, Action act)
    {
        act();
        Deliver(other, listens: true);
    }

    private void Publish(int count)
    {
        for (var i = 0; i < count && _next < _events.Count; i++) Engine.Publish(_events[_next++]);
    }

    private void Step(long nanos, bool listens)
    {
        Engine.Snapshots.IsConnected = listens && Follower.WantsSnapshots;
        Engine.Pass(nanos);
        Deliver(Engine, listens);
        Follower.OnTime();
    }

    private void Deliver(StreamedEngine engine, bool listens)
    {
        foreach (var outlet in engine.Outlets)
        {
            var first = _delivered.GetValueOrDefault(outlet);
            var messages = outlet.Sent.Skip(first).ToList();
            _delivered[outlet] = first + messages.Count;
            if (!listens) continue;
            for (var i = 0; i + 1 < messages.Count; i++)
                if (Happens(SwapPerMille)) (messages[i], messages[i + 1]) = (messages[i + 1], messages[i]);
            foreach (var message in messages) Deliver(message);
        }
    }

    private void Deliver(SentMessage message)
    {
        if (IsLost(message)) return;
        var times = Happens(DoublePerMille) ? 2 : 1;
        for (var i = 0; i < times; i++)
            Follower.OnMessage(message.StreamId, message.SessionId, message.ReservedValue, message.Bytes);
    }

    private bool IsLost(SentMessage message)
    {
        if (Happens(LossPerMille)) return true;
        if (_drop is not { } drop || drop.StreamId != message.StreamId) return false;
        _drop = drop.After == 0 ? null : (drop.StreamId, drop.After - 1);
        return drop.After == 0;
    }

    private bool Happens(int perMille) => perMille > 0 && _random.Next(1_000) < perMille;
}
