using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Streams.Publishing;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Trading.Pipeline;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Tests.Streams;

/// <summary>What leaves an engine, and how it is numbered, conflated and told as a whole.</summary>
public sealed class EnginePublisherTests
{
    private const long Settling = 1_000 * StreamedEngine.Millisecond;

    [Fact]
    public void Outputs_and_definitions_leave_in_their_order_and_numbered_from_one()
    {
        var engine = new StreamedEngine();
        var events = StreamedEngine.Record(seed: 3, inputs: 400);
        foreach (var e in events) engine.Publish(e);
        var expected = events.Where(e => e.TemplateId >= OrderAccepted.TemplateId || PublishedState.IsTold(e.TemplateId));
        Assert.Equal(expected.Select(e => Convert.ToHexString(e.AsBytes())), engine.Events.Sent.Select(m => Convert.ToHexString(m.Bytes)));
        Assert.Equal(Enumerable.Range(1, engine.Events.Sent.Count).Select(n => (long)n), engine.Events.Sent.Select(m => m.ReservedValue));
    }

    [Fact]
    public void What_is_not_taken_is_dropped_with_its_number()
    {
        var engine = new StreamedEngine();
        engine.Events.Room = 0;
        engine.Publish(Alert(1));
        engine.Events.Room = int.MaxValue;
        engine.Publish(Alert(2));
        Assert.Equal(2, Assert.Single(engine.Events.Sent).ReservedValue);
        Assert.Equal((2, 1, 1), (engine.Publisher.Events.Sequence, engine.Publisher.Events.Sent, engine.Publisher.Events.Dropped));
    }

    [Fact]
    public void Single_updates_leave_only_while_somebody_listens()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.TopOfBook);
        engine.Market.IsConnected = false;
        engine.Publish(QuoteOf(1, bid: 100));
        engine.Market.IsConnected = true;
        engine.Publish(QuoteOf(1, bid: 101));
        var sent = Assert.Single(engine.Market.Sent);
        Assert.True(Quote.TryDecode(sent.Bytes, out var quote));
        Assert.Equal((1, 101L), (sent.ReservedValue, quote.BidPrice));
    }

    [Fact]
    public void An_instrument_is_told_at_once_then_once_in_the_conflation_time_and_as_it_is_then()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.TopOfBook);
        for (var i = 0; i < 250; i++)
        {
            engine.Publish(QuoteOf(1, bid: 100 + i));
            engine.Pass(StreamedEngine.Millisecond);
        }

        engine.Pass(Settling);
        var told = engine.Conflated.Sent.Select(Market).ToArray();
        var bids = told.Select(m => m.BidPrice!.Value).ToArray();
        Assert.Equal([100L, 349L], [bids[0], bids[^1]]);
        Assert.Equal([200L, 300L], bids[1..^1].Select(bid => bid / 10 * 10)); // The one that was there when it was due.
        Assert.Equal(250UL, told[^1].Updates);
    }

    [Fact]
    public void At_the_end_the_last_prices_are_told_though_they_are_not_due()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.TopOfBook);
        engine.Publish(QuoteOf(1, bid: 100));
        engine.Pass(StreamedEngine.Millisecond);
        engine.Publish(QuoteOf(1, bid: 101));
        engine.Pass(StreamedEngine.Millisecond);
        engine.Publisher.Finish();
        Assert.Equal(101L, engine.Conflated.Sent.Select(Market).Last().BidPrice);
        Assert.Equal(EngineHealth.TemplateId, BitConverter.ToUInt16(engine.Events.Sent.Last().Bytes, 2));
    }

    [Fact]
    public void An_instrument_that_slow_viewers_could_not_take_is_told_later_as_it_is_then()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.TopOfBook);
        engine.Conflated.Room = 0;
        engine.Publish(QuoteOf(1, bid: 100));
        engine.Pass(Settling);
        engine.Publish(QuoteOf(1, bid: 101));
        engine.Conflated.Room = int.MaxValue;
        engine.Pass(Settling);
        var sent = Assert.Single(engine.Conflated.Sent);
        Assert.Equal((1, 101L), (sent.ReservedValue, Market(sent).BidPrice));
    }

    [Fact]
    public void The_best_levels_of_a_book_are_told_once_its_batch_is_complete()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.Depth);
        for (var i = 0; i < 12; i++) engine.Publish(Level(Side.Buy, 100 - i, 10 + i, MarketFlags.None));
        engine.Publish(Level(Side.Sell, 101, 5, MarketFlags.EndOfBatch));
        engine.Pass(Settling);
        var view = engine.Truth();
        Assert.Equal(10, view.Instruments.BidsAt(0).Length);
        Assert.Equal(new DepthLevel(100, 10), view.Instruments.BidsAt(0)[0]);
        Assert.Equal([new DepthLevel(101, 5)], view.Instruments.AsksAt(0).ToArray());
        Assert.Equal((100L, 101L), (view.Instruments.Rows[0].Market.BidPrice, view.Instruments.Rows[0].Market.AskPrice));
    }

    [Fact]
    public void A_book_that_cannot_be_believed_shows_nothing()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.Depth);
        engine.Publish(Level(Side.Buy, 100, 10, MarketFlags.EndOfBatch));
        engine.Pass(Settling);
        var gap = default(EngineEvent);
        (gap.Begin<FeedGap>().IsBookLost, gap.As<FeedGap>().FeedId) = (1, 1);
        engine.Publish(gap);
        engine.Pass(Settling);
        var view = engine.Truth();
        Assert.Equal((0, null), (view.Instruments.BidsAt(0).Length, view.Instruments.Rows[0].Market.BidPrice));
    }

    [Fact]
    public void Health_is_told_at_an_even_rate_when_nothing_happens_and_says_how_far_the_conflated_stream_is()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.TopOfBook);
        engine.Publish(QuoteOf(1, bid: 100));
        for (var i = 0; i < 1_000; i++) engine.Pass(StreamedEngine.Millisecond);
        var told = engine.Events.Sent.Where(sent => EngineHealth.TryDecode(sent.Bytes, out _)).ToList();
        Assert.InRange(told.Count, 4, 5);
        foreach (var sent in told)
        {
            Assert.True(EngineHealth.TryDecode(sent.Bytes, out var health));
            Assert.Equal((7UL, 1UL), (health.SessionId, health.ConflatedSequence));
        }
    }

    [Fact]
    public void A_market_says_which_single_updates_it_holds()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.TopOfBook, id: 1);
        Define(engine, MarketModel.TopOfBook, id: 2);
        engine.Publish(QuoteOf(1, bid: 100));
        engine.Publish(QuoteOf(1, bid: 101));
        engine.Publish(QuoteOf(2, bid: 102));
        engine.Pass(Settling);
        Assert.Equal([(1u, 2UL), (2u, 3UL)], engine.Conflated.Sent.Select(Market).Select(m => (m.InstrumentId, m.MarketSequence)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_snapshot_of_any_moment_and_what_follows_come_to_the_same_as_everything(int seed)
    {
        var random = new Random(seed);
        var engine = new StreamedEngine();
        foreach (var e in StreamedEngine.Record(seed, inputs: 600))
        {
            engine.Publish(e);
            if (random.Next(4) == 0) engine.Pass(random.Next(40) * StreamedEngine.Millisecond);
        }

        for (var i = 0; i < 20; i++) engine.Pass(60 * StreamedEngine.Millisecond);
        var truth = StateText.Of(engine.Truth());
        var snapshots = SnapshotsOf(engine);
        Assert.True(snapshots.Count > 3);
        foreach (var snapshot in snapshots) Assert.Equal(truth, StateText.Of(Continue(engine, snapshot)));
    }

    [Fact]
    public void A_snapshot_of_many_instruments_leaves_in_bounded_parts_and_whole()
    {
        var options = new PublisherOptions();
        var engine = new StreamedEngine(options: options);
        for (var id = 1u; id <= 9_000; id++) Define(engine, MarketModel.TopOfBook, id);
        for (var id = 1u; id <= 9_000; id++) engine.Publish(QuoteOf(id, bid: 100));
        var largest = 0L;
        for (var i = 0; i < 200; i++)
        {
            var before = engine.Snapshots.Sent.Count;
            engine.Pass(StreamedEngine.Millisecond);
            largest = Math.Max(largest, engine.Snapshots.Sent.Skip(before).Sum(sent => sent.Bytes.Length));
        }

        Assert.InRange(largest, 1, 70_000);
        var snapshot = SnapshotsOf(engine)[0];
        Assert.True(SnapshotBegin.TryDecode(snapshot[0].Bytes, out var begin));
        Assert.Equal(snapshot.Count - 2, (int)begin.Entries);
        Assert.True(begin.Entries >= 18_000);
    }

    [Fact]
    public void Nobody_is_sent_a_snapshot_who_does_not_listen()
    {
        var engine = new StreamedEngine();
        engine.Snapshots.IsConnected = false;
        for (var i = 0; i < 10; i++) engine.Pass(Settling);
        engine.Snapshots.IsConnected = true;
        engine.Pass(StreamedEngine.Millisecond);
        Assert.True(SnapshotBegin.TryDecode(engine.Snapshots.Sent[0].Bytes, out var begin));
        Assert.Equal(1UL, begin.SnapshotNumber);
    }

    [Fact]
    public void Publishing_allocates_nothing()
    {
        var engine = new StreamedEngine();
        Define(engine, MarketModel.TopOfBook);
        var silent = new MemoryOutlet(1, 1) { KeepsNothing = true };
        var publisher = new EnginePublisher(
            engine.Options, new StreamOutlets(silent, silent, silent, silent), engine.Clock);
        var (definition, quote, alert) = (DefinitionOf(1, MarketModel.TopOfBook), QuoteOf(1, 100), Alert(1));
        publisher.OnEvent(ref definition);
        Allocation.AssertNone(() =>
        {
            publisher.OnEvent(ref quote);
            publisher.OnEvent(ref alert);
            engine.Clock.Advance(StreamedEngine.Millisecond);
            publisher.Step();
        });
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_session_that_goes_on_tells_what_came_before(int seed)
    {
        List<EngineEvent> events = [];
        using var pipeline = StreamedEngine.Wire(seed, events);
        var inputs = RandomSession.Record(seed, inputs: 500);
        foreach (var input in inputs.Take(400)) StreamedEngine.Feed(pipeline, input);
        var whole = new StreamedEngine();
        foreach (var e in events) whole.Publish(e);
        var restarted = new StreamedEngine();
        foreach (var input in inputs.Where(input => PublishedState.IsTold(input.TemplateId)))
        {
            var definition = input;
            restarted.Publisher.Restore(ref definition);
        }

        new RestoredState(pipeline.Stages, restarted.Publisher).Tell();
        Assert.Equal(Lasting(whole), Lasting(restarted));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    // What does not depend on when a change was told: terms, lots and money.
    private static string Lasting(StreamedEngine engine)
    {
        var view = engine.Publisher.State.View;
        var lines = new List<string>();
        foreach (var row in view.Orders.Live.Rows)
            lines.Add($"order {row.Order.OrderId} {row.Order.Side} {row.Order.PriceRaw} {row.Order.Quantity} {row.Order.LeavesQuantity}");
        foreach (var row in view.Positions.Rows.Rows)
            if (row.Fees != 0 || row.Quantity != 0 || row.RealizedPnl != 0)
                lines.Add(
                    $"position {row.AccountId} {row.StrategyId} {row.InstrumentId} {row.Quantity} {row.Cost} "
                    + $"{row.RealizedPnl} {row.Fees}");
        foreach (var row in view.Wallets.Balances.Rows)
            if (row.Balance != 0) lines.Add($"balance {row.AccountId} {row.Currency} {row.Kind} {row.Balance}");
        foreach (var row in view.Risk.Limits.Rows)
            lines.Add($"limit {row.Limit.ScopeKind} {row.Limit.ScopeId} {row.Limit.LimitKind} {row.Limit.Value}");
        foreach (var row in view.Risk.States.Rows)
            if (row.TradingState != TradingState.Active) lines.Add($"state {row.ScopeKind} {row.ScopeId} {row.TradingState}");
        foreach (var row in view.Strategies.Strategies.Rows)
            if (row.State.StrategyState != StrategyState.None) lines.Add($"strategy {row.State.StrategyId} {row.State.StrategyState}");
        foreach (var row in view.Instruments.Rows)
        {
            ref readonly var market = ref engine.Publisher.State.Market[row.Id];
            var books = engine.Publisher.State.Market.Books;
            if (books.IsSound(row.Id)) lines.Add($"market {row.Id} {market.Status} {market.BidPrice} {market.AskPrice}");
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static EngineView Continue(StreamedEngine engine, List<SentMessage> snapshot)
    {
        var view = new EngineView(StreamedEngine.Small);
        Assert.True(SnapshotBegin.TryDecode(snapshot[0].Bytes, out var begin));
        foreach (var message in snapshot) Assert.Equal(ViewChange.Applied, view.Apply(message.Bytes));
        foreach (var message in engine.Events.Sent.Skip((int)begin.EventsSequence)) view.Apply(message.Bytes);
        foreach (var message in engine.Conflated.Sent.Skip((int)begin.ConflatedSequence)) view.Apply(message.Bytes);
        return view;
    }

    private static List<List<SentMessage>> SnapshotsOf(StreamedEngine engine)
    {
        var whole = new List<List<SentMessage>>();
        foreach (var message in engine.Snapshots.Sent)
        {
            if (message.ReservedValue == 0) whole.Add([]);
            whole[^1].Add(message);
        }

        whole.RemoveAll(snapshot => !SnapshotEnd.TryDecode(snapshot[^1].Bytes, out _));
        return whole;
    }

    private static InstrumentSnapshot Market(SentMessage sent)
    {
        Assert.True(InstrumentSnapshot.TryDecode(sent.Bytes, out var market));
        return market;
    }

    private static void Define(StreamedEngine engine, MarketModel model, uint id = 1) => engine.Publish(DefinitionOf(id, model));

    private static EngineEvent DefinitionOf(uint id, MarketModel model)
    {
        var slot = default(EngineEvent);
        new InstrumentTerms { Id = id, Symbol = $"I{id}", TickSize = 1, MarketModel = model }.WriteTo(ref slot, 1);
        return slot;
    }

    private static EngineEvent QuoteOf(uint id, long bid)
    {
        var slot = default(EngineEvent);
        ref var quote = ref slot.Begin<Quote>();
        (quote.InstrumentId, quote.BidPrice, quote.BidQuantity) = (id, bid, 1);
        (quote.AskPrice, quote.AskQuantity) = (bid + 1, 2);
        return slot;
    }

    private static EngineEvent Level(Side side, long price, long quantity, MarketFlags flags)
    {
        var slot = default(EngineEvent);
        ref var delta = ref slot.Begin<BookDelta>();
        (delta.InstrumentId, delta.Side, delta.Price, delta.Quantity) = (1, side, price, quantity);
        (delta.Action, delta.Flags) = (BookAction.Set, flags);
        return slot;
    }

    private static EngineEvent Alert(long input)
    {
        var slot = default(EngineEvent);
        slot.Begin<AlertRaised>().InputSequence = input;
        return slot;
    }
}
