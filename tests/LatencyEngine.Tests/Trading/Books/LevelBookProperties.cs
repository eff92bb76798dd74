using LatencyEngine.Domain;
using LatencyEngine.Trading.Books;

namespace LatencyEngine.Tests.Trading.Books;

/// <summary>The books of levels and of orders against what one would write down.</summary>
public sealed class LevelBookProperties
{
    private static readonly BookOrderAction[] Actions =
        [.. Enum.GetValues<BookOrderAction>().Append((BookOrderAction)99)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_book_of_levels_equals_a_sorted_dictionary(int seed)
    {
        var random = new Random(seed);
        var book = new LevelBook(1, 64, null);
        var twins = new[] { new SortedDictionary<long, long>(), [] };
        for (var i = 0; i < 1_000; i++)
        {
            var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
            var twin = twins[(int)side - 1];
            var price = side == Side.Buy ? random.Next(1, 50) : random.Next(50, 100);
            var lots = random.Next(3) == 0 ? 0 : random.Next(1, 1_000);
            var action = random.Next(200) == 0 ? BookAction.Clear : lots == 0 ? BookAction.Remove : BookAction.Set;
            Assert.Equal(BookUpdate.Applied, Apply(book, side, action, price, lots));
            if (action == BookAction.Clear) twin.Clear();
            else if (lots == 0) twin.Remove(price);
            else twin[price] = lots;
            AssertEqual(twins[0].Reverse(), book.Bids);
            AssertEqual(twins[1], book.Asks);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_book_of_orders_equals_a_dictionary_of_orders(int seed)
    {
        var random = new Random(seed);
        var pool = new MarketOrderPool(512);
        var book = new LevelBook(1, 64, pool);
        var twin = new Dictionary<ulong, (Side Side, long Price, long Lots)>();
        for (var i = 0UL; i < 1_000; i++)
        {
            if (twin.Count == 0 || (twin.Count < 400 && random.Next(2) == 0))
            {
                var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
                var added = (side, side == Side.Buy ? random.Next(1, 50) : random.Next(50, 100), random.Next(1, 100));
                twin[i + 1] = added;
                Apply(book, BookOrderAction.Add, i + 1, added.side, added.Item2, added.Item3, i + 1);
            }
            else
            {
                var (id, order) = twin.ElementAt(random.Next(twin.Count));
                var lots = random.Next(1, (int)order.Lots + 1);
                if (lots == order.Lots) twin.Remove(id);
                else twin[id] = order with { Lots = order.Lots - lots };
                var action = lots == order.Lots ? BookOrderAction.Delete : BookOrderAction.Reduce;
                Apply(book, action, id, order.Side, order.Price, lots, 0);
            }

            AssertEqual(LevelsOf(twin.Values, Side.Buy).Reverse(), book.Bids);
            AssertEqual(LevelsOf(twin.Values, Side.Sell), book.Asks);
            Assert.Equal(twin.Count, pool.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Garbage_never_throws_and_never_breaks_a_total(int seed)
    {
        var random = new Random(seed);
        var pool = new MarketOrderPool(16);
        var book = new LevelBook(1, 8, pool);
        for (var i = 0UL; i < 4_000; i++)
        {
            var side = (Side)random.Next(4);
            var (price, lots) = (random.Next(-1, 12), Lots(random));
            if (random.Next(3) == 0) Apply(book, side, (BookAction)random.Next(5), price, lots);
            else TryApply(book, Actions[random.Next(Actions.Length)], (ulong)random.Next(20), side, price, lots, i + 1);
            if (random.Next(4) == 0) book.EndBatch();
            AssertConsistent(book.Bids, Side.Buy);
            AssertConsistent(book.Asks, Side.Sell);
            Assert.Equal(OrdersIn(book.Bids) + OrdersIn(book.Asks), pool.Count);
        }
    }

    public static TheoryData<int> Seeds() => [1, 2, 3, 4, 5];

    private static long Lots(Random random) => random.Next(20) == 0 ? long.MaxValue : random.Next(-1, 10);

    private static IEnumerable<KeyValuePair<long, long>> LevelsOf(
        IEnumerable<(Side Side, long Price, long Lots)> orders, Side side) =>
        orders.Where(order => order.Side == side).GroupBy(order => order.Price).OrderBy(level => level.Key)
            .Select(level => KeyValuePair.Create(level.Key, level.Sum(order => order.Lots)));

    private static void AssertEqual(IEnumerable<KeyValuePair<long, long>> expected, BookSide side) =>
        Assert.True(
            expected.Select(level => (level.Key, level.Value)).SequenceEqual(
                Enumerable.Range(0, side.Count).Select(depth => (side[depth].Price, side[depth].Quantity))));

    private static int OrdersIn(BookSide side) => Enumerable.Range(0, side.Count).Sum(depth => side[depth].OrderCount);

    private static void AssertConsistent(BookSide levels, Side side)
    {
        for (var depth = 0; depth < levels.Count; depth++)
        {
            ref var level = ref levels[depth];
            Assert.True(level.Quantity > 0 && level.Anonymous >= 0 && level.Anonymous <= level.Quantity);
            Assert.True(level.OrderCount > 0 || level.Anonymous == level.Quantity);
            Assert.InRange(level.Taken, 0, level.Quantity);
            Assert.Equal(depth, levels.Find(level.Price));
            if (depth > 0) Assert.True(levels.IsBetter(levels[depth - 1].Price, level.Price), $"{side} {depth}");
        }
    }

    private static BookUpdate Apply(LevelBook book, Side side, BookAction action, long price, long lots)
    {
        var delta = BookDelta.Create();
        delta.InstrumentId = 1;
        delta.Side = side;
        delta.Action = action;
        delta.Price = price;
        delta.Quantity = lots;
        return book.Apply(in delta);
    }

    private static void Apply(
        LevelBook book, BookOrderAction action, ulong id, Side side, long price, long lots, ulong arrival) =>
        Assert.Equal(BookUpdate.Applied, TryApply(book, action, id, side, price, lots, arrival));

    private static BookUpdate TryApply(
        LevelBook book, BookOrderAction action, ulong id, Side side, long price, long lots, ulong arrival)
    {
        var change = BookOrder.Create();
        change.InstrumentId = 1;
        change.Action = action;
        change.VenueOrderId = id;
        change.Side = side;
        change.Price = price;
        change.Quantity = lots;
        return book.Apply(in change, arrival, out _);
    }
}
