using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>What holds whatever the market and the strategies do.</summary>
public sealed class MatchingProperties
{
    private const int Steps = 2_000;

    public static TheoryData<int, MarketModel> Runs()
    {
        var runs = new TheoryData<int, MarketModel>();
        for (var seed = 1; seed <= 4; seed++)
            foreach (var model in new[] { MarketModel.TopOfBook, MarketModel.Depth, MarketModel.OrderByOrder })
                runs.Add(seed, model);
        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_submitted_lot_is_filled_ended_or_live(int seed, MarketModel model)
    {
        using var venue = new PaperVenue(model);
        var submitted = new Dictionary<ulong, long>();
        var done = new Dictionary<ulong, long>();
        foreach (var output in Run(venue, seed, model)) Count(output, submitted, done);
        foreach (var (id, lots) in submitted)
        {
            var link = venue.Orders.FindOrder(id);
            var live = link < 0 ? 0 : venue.Orders[link].LeavesLots;
            Assert.Equal(lots, done.GetValueOrDefault(id) + live);
        }

        Assert.NotEmpty(submitted);
        venue.CheckConservation();
        venue.Close();
        Assert.Equal(0, venue.Orders.LiveCount);
        venue.CheckConservation();
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void No_input_fills_more_than_it_displays_or_trades(int seed, MarketModel model)
    {
        using var venue = new PaperVenue(model);
        var offered = 0L;
        var filled = 0L;
        foreach (var output in Run(venue, seed, model, lots => offered += lots))
            if (output.Is<OrderFilled>()) filled += Filled(output).Quantity;
        Assert.InRange(filled, 1, offered);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_same_inputs_give_the_same_outputs_and_state(int seed, MarketModel model)
    {
        using var first = new PaperVenue(model);
        using var second = new PaperVenue(model);
        _ = Run(first, seed, model);
        _ = Run(second, seed, model);
        Assert.Equal((first.Outputs.Hash, first.StateHash()), (second.Outputs.Hash, second.StateHash()));
        second.Buy(1, 1);
        Assert.NotEqual((first.Outputs.Hash, first.StateHash()), (second.Outputs.Hash, second.StateHash()));
    }

    [Fact]
    public void Matching_does_not_allocate()
    {
        using var venue = new PaperVenue(MarketModel.Depth);
        venue.Level(Side.Sell, 101, 10);
        Allocation.AssertNone(() =>
        {
            venue.Level(Side.Buy, 99, 10);
            var id = venue.Buy(5, 101);
            venue.Level(Side.Sell, 101, 10);
            id = venue.Buy(5, 99);
            venue.Replace(id, 4, 0);
            venue.Trade(99, 11, Side.Sell);
            venue.Cancel(id);
            id = venue.Sell(6, 101);
            venue.Trade(102, 6, Side.Buy);
            venue.Forget();
            venue.ForgetReports();
        });
    }

    /// <param name="offer">Told of every quantity that the market displays or trades.</param>
    private static List<EngineEvent> Run(PaperVenue venue, int seed, MarketModel model, Action<long>? offer = null)
    {
        var random = new Random(seed);
        var outputs = new List<EngineEvent>();
        venue.Open((ulong)seed);
        venue.Latency(3, jitterNanos: 5);
        for (var i = 0; i < Steps; i++)
        {
            venue.NowNanos += random.Next(3);
            if (random.Next(3) != 0) Market(venue, random, model, i, offer);
            else Command(venue, random);
            outputs.AddRange(venue.Events());
            venue.ForgetReports();
        }

        return outputs;
    }

    private static void Market(PaperVenue venue, Random random, MarketModel model, int step, Action<long>? offer)
    {
        var (lots, bid) = (random.Next(1, 20), random.Next(95, 100));
        var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var price = side == Side.Buy ? bid : random.Next(100, 105);
        offer?.Invoke(2L * lots);
        if (model == MarketModel.TopOfBook && random.Next(2) == 0)
            venue.Quote(bid, lots, random.Next(100, 105), lots);
        else if (model == MarketModel.Depth && random.Next(2) == 0)
            venue.Level(side, price, random.Next(4) == 0 ? 0 : lots);
        else if (model == MarketModel.OrderByOrder)
            OrderChange(venue, random, side, price, lots, (ulong)step + 1, offer);
        else
            venue.Trade(random.Next(94, 106), lots, (Side)random.Next(3));
    }

    private static void OrderChange(PaperVenue venue, Random random, Side side, long price, long lots, ulong id,
        Action<long>? offer)
    {
        var books = venue.Handler.Books;
        if (random.Next(20) == 0)
            venue.Order(BookOrderAction.ExecuteHidden, 0, side, price, lots);
        else if (random.Next(3) == 0 && books.TryBest(PaperVenue.Id, side, out var best, out _)
            && books.Level(PaperVenue.Id, side, 0).Anonymous is var anonymous and > 0)
            venue.Order(
                BookOrderAction.Execute, ulong.MaxValue, side, best / PaperVenue.Unit, Math.Min(lots, anonymous));
        else if (random.Next(3) == 0)
            SetLevel(venue, side, price, lots, offer);
        else
            venue.Order(BookOrderAction.Add, id, side, price, lots);
    }

    private static void SetLevel(PaperVenue venue, Side side, long price, long lots, Action<long>? offer)
    {
        var levels = venue.Handler.Books.BookOf(PaperVenue.Id).SideOf(side);
        var depth = levels.Find(price * PaperVenue.Unit);
        var total = lots + (depth < 0 ? 0 : levels[depth].Quantity);
        offer?.Invoke(total);
        venue.Level(side, price, total);
    }

    private static void Command(PaperVenue venue, Random random)
    {
        var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var target = (ulong)random.Next(1, 400);
        switch (random.Next(10))
        {
            case 0: venue.Cancel(target); break;
            case 1: venue.Replace(target, random.Next(1, 30), random.Next(95, 105)); break;
            case 2: venue.MassCancel(ScopeKind.Instrument, PaperVenue.Id, side); break;
            case 3: venue.Submit(side, random.Next(1, 30), 0, TimeInForce.Ioc, OrderFlags.None); break;
            default:
                venue.Submit(
                    side, random.Next(1, 30), random.Next(95, 105), (TimeInForce)random.Next(1, 5),
                    random.Next(5) == 0 ? OrderFlags.PostOnly : OrderFlags.None);
                break;
        }
    }

    private static void Count(EngineEvent output, Dictionary<ulong, long> submitted, Dictionary<ulong, long> done)
    {
        switch (output.TemplateId)
        {
            case OrderAccepted.TemplateId:
                submitted[output.As<OrderAccepted>().OrderId] = output.As<OrderAccepted>().Quantity;
                break;
            case OrderReplaced.TemplateId:
                submitted[output.As<OrderReplaced>().OrderId] = output.As<OrderReplaced>().Quantity;
                break;
            case OrderFilled.TemplateId:
                Add(done, output.As<OrderFilled>().OrderId, output.As<OrderFilled>().Quantity);
                break;
            case OrderCanceled.TemplateId when submitted.ContainsKey(output.As<OrderCanceled>().OrderId):
                Add(done, output.As<OrderCanceled>().OrderId, output.As<OrderCanceled>().LeavesQuantity);
                break;
            case OrderExpired.TemplateId:
                Add(done, output.As<OrderExpired>().OrderId, output.As<OrderExpired>().LeavesQuantity);
                break;
        }
    }

    private static void Add(Dictionary<ulong, long> done, ulong id, long lots) =>
        done[id] = done.GetValueOrDefault(id) + lots;

    private static OrderFilled Filled(EngineEvent output) => output.As<OrderFilled>();
}
