using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Strategies;

/// <summary>
/// Answers what a strategy wants at random: accepts, fills in parts, refuses, cancels late. Checks with every
/// wish that the strategy keeps to one order where it says so, and never meets its own.
/// </summary>
internal sealed class RandomVenue(StrategyBench bench, Random random, int mostOrdersPerInstrument)
{
    private readonly List<Order> _live = [];
    private long _price = 100;

    public int Orders { get; private set; }

    public int Fills { get; private set; }

    public int Replaces { get; private set; }

    public IReadOnlyList<Order> Live => _live;

    public long NextPrice() => _price = Math.Clamp(_price + random.Next(-6, 7), 50, 150);

    public uint NextInstrument(int instruments) => (uint)random.Next(1, instruments + 1);

    public bool Chance(int oneIn) => random.Next(oneIn) == 0;

    /// <summary>Reads the strategy's wishes.</summary>
    public void Take(string[] wishes)
    {
        foreach (var wish in wishes)
        {
            var words = wish.Split(' ');
            if (words[0] == "signal") continue;
            if (words[0] == "cancel") Find(words[1]).IsCanceling = true;
            else if (words[0] == "replace") TakeReplace(words);
            else TakeSubmit(words);
        }
    }

    /// <summary>Answers about one order.</summary>
    public void Step()
    {
        if (_live.Count == 0) return;
        var order = _live[random.Next(_live.Count)];
        if (!order.IsAccepted) Decide(order);
        else if (order.Asked is { } asked) Replace(order, asked.Price, asked.Lots);
        else if (order.IsCanceling && !Chance(8)) End(order);
        else if (Chance(3)) Fill(order, random.Next(1, (int)order.Leaves + 1));
        else if (Chance(20)) End(order);
    }

    public void AnswerAll()
    {
        for (var i = 0; i < 100_000 && _live.Count > 0; i++) Step();
        Assert.Empty(_live);
    }

    private void TakeSubmit(string[] words)
    {
        var id = words[^2] == "in" ? uint.Parse(words[^1]) : 1;
        var order = new Order(
            int.Parse(words[0][1..]), words[1] == "Buy" ? Side.Buy : Side.Sell, id)
        {
            Lots = long.Parse(words[2]),
            Price = words[4] == "market" ? 0 : long.Parse(words[4]),
        };
        Orders++;
        Assert.True(order.Lots > 0);
        AssertMeetsNothing(order, order.Price);
        _live.Add(order);
        Assert.True(_live.Count(o => o.Id == id) <= mostOrdersPerInstrument, "too many live orders");
        Assert.Single(_live, o => o.Id == id && o.Side == order.Side);
    }

    private void TakeReplace(string[] words)
    {
        var order = Find(words[1]);
        Assert.Null(order.Asked);
        order.Asked = (long.Parse(words[4]), long.Parse(words[2]));
        AssertMeetsNothing(order, order.Asked.Value.Price);
    }

    /// <summary>An order never meets where its owner's other side is or may be.</summary>
    private void AssertMeetsNothing(Order order, long price)
    {
        if (price == 0) return;
        foreach (var other in _live.Where(o => o.Id == order.Id && o.Side != order.Side))
            foreach (var otherPrice in new[] { other.Price, other.Asked?.Price ?? other.Price })
                Assert.True(order.Side == Side.Buy ? price < otherPrice : price > otherPrice, "meets its own order");
    }

    private void Decide(Order order)
    {
        if (Chance(6))
        {
            _live.Remove(order);
            Take(bench.Reject(order.Number, RejectReason.OrderRateExceeded, ended: true, order.Id));
            return;
        }

        order.IsAccepted = true;
        Take(bench.Accept(order.Number, order.Id));
    }

    private void Replace(Order order, long price, long lots)
    {
        order.Asked = null;
        Replaces++;
        if (Chance(6))
        {
            Take(bench.Reject(order.Number, RejectReason.OrderRateExceeded, ended: false, order.Id));
        }
        else if (lots <= order.Filled)
        {
            End(order);
        }
        else
        {
            order.Price = price;
            order.Lots = lots;
            Take(bench.Replaced(order.Number, price, lots, order.Id));
        }
    }

    private void Fill(Order order, long lots)
    {
        order.Filled += lots;
        Fills++;
        if (order.Leaves == 0) _live.Remove(order);
        Take(bench.Fill(order.Number, order.Side, lots, order.Leaves, order.Id));
    }

    private void End(Order order)
    {
        _live.Remove(order);
        Take(bench.Ended(order.Number, order.Leaves, order.Id));
    }

    private Order Find(string number) => _live.Single(o => o.Number == int.Parse(number[1..]));

    internal sealed class Order(int number, Side side, uint id)
    {
        public int Number { get; } = number;

        public Side Side { get; } = side;

        public uint Id { get; } = id;

        public long Lots { get; set; }

        public long Filled { get; set; }

        public long Price { get; set; }

        public bool IsAccepted { get; set; }

        public bool IsCanceling { get; set; }

        public (long Price, long Lots)? Asked { get; set; }

        public long Leaves => Lots - Filled;
    }
}
