using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Orders;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>Random sessions: whatever is asked for, no limit is ever exceeded, and nothing ever throws.</summary>
public sealed class RiskPropertyTests
{
    private const int Intents = 100_000;
    private const int PositionMax = 50;
    private const int ShortMax = 20;
    private const int OpenMax = 12;
    private const int RateMax = 40;
    private const long GrossMax = 9_000 * Micro;
    private const long NetMax = 6_000 * Micro;

    private static readonly long[] Extremes =
        [long.MinValue, long.MinValue + 1, -1, 0, 1, 7, 1L << 40, 1L << 56, (1L << 56) + 1, 1L << 62, long.MaxValue];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_approved_order_exceeds_a_limit_in_an_obvious_recomputation(int seed)
    {
        var random = new Random(seed);
        using var rig = Limited();
        var times = new Queue<long>();
        var approved = 0;
        for (var done = 0; done < Intents / 2;)
        {
            rig.Now += random.Next(20_000_000);
            var intents = new EngineEvent[random.Next(1, 6)];
            for (var i = 0; i < intents.Length; i++) intents[i] = Intent(rig, random);
            done += intents.Length;
            foreach (var decision in rig.Ask(intents))
            {
                if (!decision.Event.Is<SubmitOrder>() && !decision.Event.Is<ReplaceOrder>()) continue;
                times.Enqueue(rig.Now);
                approved++;
            }

            while (times.Count > 0 && rig.Now - times.Peek() >= Nano) times.Dequeue();
            Assert.True(times.Count <= RateMax);
            Check(rig);
            FillSome(rig, random);
        }

        Assert.True(approved > 1_000, $"Only {approved} approved.");
        rig.Accounting.CheckConservation(rig.Orders);
    }

    [Fact]
    public void The_same_session_ends_in_the_same_state()
    {
        ulong Run()
        {
            var random = new Random(5);
            using var rig = Limited();
            for (var i = 0; i < 2_000; i++)
            {
                rig.Now += random.Next(20_000_000);
                rig.Ask(Intent(rig, random));
                FillSome(rig, random);
            }

            return rig.Hash();
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Hostile_numbers_are_refused_and_never_throw()
    {
        var random = new Random(11);
        using var rig = Open();
        rig.DefineInstrument(3, "USD", InstrumentKind.Inverse);
        rig.DefineInstrument(4, "USD", InstrumentKind.Linear);
        foreach (var kind in Enum.GetValues<LimitKind>())
            if (kind is not (LimitKind.None or LimitKind.OrderQuantityMin or LimitKind.AvailableCapitalMin))
                rig.Limit(ScopeKind.Engine, 0, kind, Math.Min(Extreme(random) & long.MaxValue, 60_000));
        for (var i = 0; i < 20_000; i++)
        {
            var market = i % 3 == 0 ? HostileMarket(random) : HostileCommand(random);
            rig.Send(market, HostileOrder(rig, random), HostileReplace(random), HostileOrder(rig, random));
            Assert.All(rig.Last, d => Assert.True(d.Hold >= 0));
        }
    }

    private static RiskRig Limited()
    {
        var rig = Open();
        rig.Limit(ScopeKind.Account, 1, LimitKind.PositionMax, PositionMax);
        rig.Limit(ScopeKind.Account, 1, LimitKind.ShortSellingMax, ShortMax);
        rig.Limit(ScopeKind.Account, 1, LimitKind.OpenOrdersMax, OpenMax);
        rig.Limit(ScopeKind.Engine, 0, LimitKind.OrderRateMax, RateMax);
        rig.Limit(ScopeKind.Account, 1, LimitKind.GrossExposureMax, GrossMax);
        rig.Limit(ScopeKind.Account, 1, LimitKind.NetExposureMax, NetMax);
        return rig;
    }

    private static EngineEvent Intent(RiskRig rig, Random random)
    {
        var kind = random.Next(10);
        if (kind == 0) return Replace((ulong)random.Next(1, 40_000), random.Next(1, 40), 90m + random.Next(20));
        if (kind <= 3 && rig.Orders.FirstLive != OrderTable.None)
        {
            var link = rig.Orders.FirstLive;
            for (var steps = random.Next(8); steps > 0 && rig.Orders.NextLive(link) >= 0; steps--)
                link = rig.Orders.NextLive(link);
            var id = rig.Orders[link].OrderId;
            return kind == 1 ? Replace(id, random.Next(1, 40), 90m + random.Next(20)) : Event((ref CancelOrder c) =>
            {
                c.AccountId = 1;
                c.OrderId = id;
            });
        }

        var side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
        decimal? price = random.Next(8) == 0 ? null : 90m + random.Next(20);
        return rig.Order(side, random.Next(1, 30), price, (ref SubmitOrder o) =>
        {
            o.InstrumentId = (uint)random.Next(1, 3);
            o.StrategyId = (ushort)random.Next(0, 3);
        });
    }

    private static void FillSome(RiskRig rig, Random random)
    {
        for (var link = rig.Orders.FirstLive; link != OrderTable.None;)
        {
            var next = rig.Orders.NextLive(link);
            ref var order = ref rig.Orders[link];
            if (random.Next(6) == 0)
                rig.FillOrder(link, 100m, random.NextInt64(1, order.LeavesLots + 1));
            link = next;
        }
    }

    // From the live orders and positions themselves, at the mark of 100.
    private static void Check(RiskRig rig)
    {
        Int128 gross = 0, longs = 0, shorts = 0;
        for (var instrument = 1u; instrument <= 2; instrument++)
        {
            long accountLong = 0, accountShort = 0;
            for (ushort strategy = 0; strategy <= 2; strategy++)
            {
                var (lots, buys, sells) = Recount(rig, strategy, instrument);
                accountLong += lots + buys;
                accountShort += lots - sells;
                gross += Math.Max(Math.Abs(lots + buys), Math.Abs(lots - sells)) * 100 * Micro;
            }

            longs += accountLong * 100 * Micro;
            shorts += accountShort * 100 * Micro;
            Assert.InRange(accountLong, long.MinValue, PositionMax);
            Assert.InRange(accountShort, -ShortMax, long.MaxValue);
        }

        Assert.InRange(rig.Orders.LiveCount, 0, OpenMax);
        Assert.True(gross <= GrossMax, $"Gross {gross}.");
        Assert.True(longs <= NetMax && -shorts <= NetMax, $"Net {longs} and {shorts}.");
        Assert.True(rig.Accounting.FreeCash(1, Code("USD")) >= 0);
    }

    private static (long Lots, long Buys, long Sells) Recount(RiskRig rig, ushort strategy, uint instrument)
    {
        long buys = 0, sells = 0;
        for (var link = rig.Orders.FirstLive; link != OrderTable.None; link = rig.Orders.NextLive(link))
        {
            ref var order = ref rig.Orders[link];
            if (order.StrategyId != strategy || order.InstrumentId != instrument) continue;
            if (order.IsBuy) buys += order.LeavesLots;
            else sells += order.LeavesLots;
        }

        var position = rig.Positions.Find(1, strategy, instrument);
        return (position < 0 ? 0 : rig.Positions[position].Lots, buys, sells);
    }

    private static long Extreme(Random random) => Extremes[random.Next(Extremes.Length)];

    private static EngineEvent HostileOrder(RiskRig rig, Random random) =>
        rig.Order((Side)random.Next(4), 1, 100m, (ref SubmitOrder o) =>
        {
            o.AccountId = random.Next(4) == 0 ? (uint)Extreme(random) : 1;
            o.StrategyId = random.Next(4) == 0 ? (ushort)Extreme(random) : (ushort)1;
            o.InstrumentId = random.Next(6) == 0 ? (uint)Extreme(random) : (uint)random.Next(1, 5);
            o.Quantity = Extreme(random);
            o.PriceRaw = random.Next(3) == 0 ? Price(100m) : Extreme(random);
            o.OrderType = (OrderType)random.Next(6);
            o.TimeInForce = (TimeInForce)random.Next(6);
            o.OrderFlags = (OrderFlags)random.Next(3);
        });

    private static EngineEvent HostileReplace(Random random) => Event((ref ReplaceOrder r) =>
    {
        r.AccountId = 1;
        r.OrderId = (ulong)random.Next(4);
        r.ClientOrderId = (ulong)Extreme(random);
        r.Quantity = Extreme(random);
        r.PriceRaw = random.Next(3) == 0 ? Price(100m) : Extreme(random);
    });

    private static EngineEvent HostileMarket(Random random) => Event((ref Quote q) =>
    {
        q.InstrumentId = random.Next(8) == 0 ? (uint)Extreme(random) : (uint)random.Next(1, 5);
        q.BidPriceRaw = random.Next(2) == 0 ? Price(100m) : Extreme(random);
        q.AskPriceRaw = random.Next(2) == 0 ? Price(100m) : Extreme(random);
    });

    private static EngineEvent HostileCommand(Random random) => random.Next(3) switch
    {
        0 => Event((ref CurrencyRate r) =>
        {
            r.FromCurrency = Code("EUR");
            r.ToCurrency = Code("USD");
            r.Rate = Extreme(random);
        }),
        1 => Event((ref SetRiskLimit l) =>
        {
            l.ScopeKind = (ScopeKind)random.Next(6);
            l.ScopeId = (ulong)Extreme(random);
            l.LimitKind = (LimitKind)random.Next(256);
            l.Value = Extreme(random);
        }),
        _ => Event((ref Trade t) =>
        {
            t.InstrumentId = (uint)random.Next(1, 5);
            t.Price = Extreme(random);
        }),
    };
}
